package dev.habittracker.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.habittracker.rotator.decide.Alarm;
import dev.habittracker.simulation.check.Situation;
import dev.habittracker.simulation.check.Violation;
import dev.habittracker.simulation.plan.Plan;
import dev.habittracker.simulation.plan.Step;

/// What came of many histories. The order in which they are added makes no difference, so neither does the number of threads
/// that run them.
final class Tally {

    /// A history that broke a rule.
    record Broken(Plan plan, Violation violation) {}

    private final Map<Situation, Long> situations = new TreeMap<>();
    private final Map<Step.Kind, Long> steps = new TreeMap<>();
    private final Map<Alarm.Kind, Long> alarms = new TreeMap<>();
    private final List<Broken> broken = new ArrayList<>();
    private long histories;
    private long versions;
    private long tokens;
    private long seconds;
    private long fingerprint;

    synchronized void add(Plan plan, History.Result result) {
        histories++;
        versions += result.versions();
        tokens += result.tokens();
        seconds += plan.length().toSeconds();
        fingerprint += result.coverage().fingerprint();
        result.coverage().situations().forEach(situation -> situations.merge(situation, 1L, Long::sum));
        result.coverage().alarms().forEach(alarm -> alarms.merge(alarm, 1L, Long::sum));
        plan.steps().stream().map(Step::kind).distinct().forEach(kind -> steps.merge(kind, 1L, Long::sum));
        Violation violation = result.violation();
        if (violation != null) {
            broken.add(new Broken(plan, violation));
            broken.sort(Comparator.comparingLong(one -> one.plan().seed()));
        }
    }

    synchronized long histories() {
        return histories;
    }

    /// Versions that Vault made.
    synchronized long versions() {
        return versions;
    }

    /// Tokens that were issued.
    synchronized long tokens() {
        return tokens;
    }

    /// Simulated time in which things went wrong.
    synchronized long seconds() {
        return seconds;
    }

    /// The same for the same seeds, and for no others.
    synchronized String fingerprint() {
        return "%016x".formatted(fingerprint);
    }

    /// Histories that broke a rule, by seed.
    synchronized List<Broken> broken() {
        return List.copyOf(broken);
    }

    /// In how many histories each was met.
    synchronized Map<Situation, Long> situations() {
        return Map.copyOf(situations);
    }

    /// In how many histories each was taken.
    synchronized Map<Step.Kind, Long> steps() {
        return Map.copyOf(steps);
    }

    /// In how many histories each was raised.
    synchronized Map<Alarm.Kind, Long> alarms() {
        return Map.copyOf(alarms);
    }
}
