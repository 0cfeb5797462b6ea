package dev.habittracker.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.habittracker.simulation.check.Rule;
import dev.habittracker.simulation.check.Violation;
import dev.habittracker.simulation.plan.Plan;
import dev.habittracker.simulation.plan.Step;
import dev.habittracker.simulation.process.Mutant;
import dev.habittracker.simulation.world.Weather;

/// Makes a history that breaks a rule as short as it gets: takes out whatever can be missed and runs it again.
public final class Shrinker {

    private static final int MOST_RUNS = 400;
    private static final int TOLD = 80;

    private final Set<Mutant> mutants;
    private final Set<Rule> rules;
    private int runs;

    private Shrinker(Set<Mutant> mutants, Set<Rule> rules) {
        this.mutants = mutants;
        this.rules = rules;
    }

    /// The shortest history found that breaks the same rule.
    public static Plan shrink(Plan plan, Set<Mutant> mutants, Set<Rule> rules) {
        return new Shrinker(mutants, rules).shrink(plan);
    }

    /// Seed, rule and the shortest history, for whoever is to understand it.
    public static String report(Plan plan) {
        Set<Rule> all = Rule.all();
        Plan shortest = shrink(plan, Set.of(), all);
        List<String> trace = History.trace(shortest, Set.of(), all);
        return "seed " + plan.seed() + " breaks " + History.run(plan, Set.of(), all).violation()
                + "\n\nThe shortest history that does:\n" + shortest + "\n  " + History.run(shortest, Set.of(), all)
                        .violation()
                + "\n\nWhat happened last:\n"
                + String.join("\n", trace.subList(Math.max(0, trace.size() - TOLD), trace.size()));
    }

    private Plan shrink(Plan plan) {
        Violation violation = History.run(plan, mutants, rules).violation();
        if (violation == null) {
            return plan;
        }
        Plan shortest = plan;
        boolean smaller = true;
        while (smaller && runs < MOST_RUNS) {
            smaller = false;
            for (Plan candidate : candidates(shortest)) {
                if (breaks(candidate, violation.rule())) {
                    shortest = candidate;
                    smaller = true;
                    break;
                }
            }
        }
        return shortest;
    }

    private static List<Plan> candidates(Plan plan) {
        List<Plan> candidates = new ArrayList<>();
        List<Step> steps = plan.steps();
        for (int half = steps.size() / 2; half > 0; half /= 2) {
            for (int from = 0; from < steps.size(); from += half) {
                candidates.add(plan.with(without(steps, from, Math.min(steps.size(), from + half))));
            }
        }
        if (plan.weather() != Weather.FAIR) {
            candidates.add(plan.with(Weather.FAIR));
        }
        if (plan.clocks()) {
            candidates.add(plan.withoutClocks());
        }
        if (plan.rotators() > 1) {
            candidates.add(plan.with(plan.services(), plan.rotators() - 1));
        }
        if (plan.services() > 2) {
            candidates.add(plan.with(plan.services() - 1, plan.rotators()));
        }
        Duration shorter = plan.length().multipliedBy(4).dividedBy(5);
        if (shorter.toSeconds() > 30) {
            candidates.add(plan.endingAt(shorter));
        }
        return candidates;
    }

    private static List<Step> without(List<Step> steps, int from, int to) {
        List<Step> rest = new ArrayList<>(steps.subList(0, from));
        rest.addAll(steps.subList(to, steps.size()));
        return rest;
    }

    private boolean breaks(Plan plan, @Nullable Rule rule) {
        runs++;
        Violation violation = History.run(plan, mutants, rules).violation();
        return violation != null && violation.rule() == rule;
    }
}
