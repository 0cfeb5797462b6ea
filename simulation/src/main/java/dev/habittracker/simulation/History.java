package dev.habittracker.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.habittracker.keyring.ring.Margins;
import dev.habittracker.keyring.ring.Policy;
import dev.habittracker.keyring.ring.SigningAlgorithm;
import dev.habittracker.keyring.ring.Timing;
import dev.habittracker.rotator.known.IntervalSchedule;
import dev.habittracker.rotator.known.OnDeadline;
import dev.habittracker.rotator.reconcile.KeyringRules;
import dev.habittracker.simulation.check.AlarmsRing;
import dev.habittracker.simulation.check.AllRules;
import dev.habittracker.simulation.check.Court;
import dev.habittracker.simulation.check.Coverage;
import dev.habittracker.simulation.check.DecisionsExpire;
import dev.habittracker.simulation.check.EventsAreWhole;
import dev.habittracker.simulation.check.Facts;
import dev.habittracker.simulation.check.LeaseIsKept;
import dev.habittracker.simulation.check.OneOrder;
import dev.habittracker.simulation.check.PlansAreSafe;
import dev.habittracker.simulation.check.RevokedIsRefused;
import dev.habittracker.simulation.check.Rule;
import dev.habittracker.simulation.check.SignedIsCheckable;
import dev.habittracker.simulation.check.TokensAreAccepted;
import dev.habittracker.simulation.check.Trace;
import dev.habittracker.simulation.check.Violation;
import dev.habittracker.simulation.check.Watch;
import dev.habittracker.simulation.engine.Agenda;
import dev.habittracker.simulation.engine.Dice;
import dev.habittracker.simulation.plan.Plan;
import dev.habittracker.simulation.process.Mutant;
import dev.habittracker.simulation.process.RotatorNode;
import dev.habittracker.simulation.process.Scene;
import dev.habittracker.simulation.process.ServiceNode;
import dev.habittracker.simulation.process.TokenDesk;
import dev.habittracker.simulation.world.SimBus;
import dev.habittracker.simulation.world.SimDatabase;
import dev.habittracker.simulation.world.SimVault;
import dev.habittracker.simulation.world.WorldClock;

/// Runs one history: the same plan gives the same history each time.
public final class History {

    /// How the rotators and services of all histories are configured: production's margins, shorter lives.
    public static final Policy POLICY = new Policy(SigningAlgorithm.HS256, Duration.ofSeconds(30),
            Duration.ofSeconds(30), Timing.DEFAULT);
    /// What every rotator is configured with.
    public static final KeyringRules RULES = new KeyringRules(POLICY,
            new IntervalSchedule(Margins.minimumPeriod(POLICY).plusSeconds(5)), Duration.ofSeconds(60),
            Duration.ofSeconds(60), OnDeadline.BLOCKED);
    private static final Duration STATUS_INTERVAL = Duration.ofSeconds(10);
    private static final Duration TICK = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(12);
    /// After everything is well again: enough for any lease, retry and rotation to come to its end.
    private static final Duration HEALING = Duration.ofSeconds(150);
    /// Longer than the last token of a key that retires lives; most histories have nothing left to heal then.
    private static final Duration HEALS_MOSTLY = Duration.ofSeconds(90);
    private static final Duration LOOKS_AGAIN = Duration.ofSeconds(20);

    /// What came of a history.
    ///
    /// @param violation the first; `null` where there was none
    /// @param versions  how many versions Vault made
    /// @param tokens    how many tokens were issued
    /// @param coverage  what it has been through
    public record Result(@Nullable Violation violation, long versions, int tokens, Coverage coverage) {}

    private History() {}

    /// Runs it with all rules and no mutant.
    public static Result run(Plan plan) {
        return run(plan, Set.of(), Rule.all(), null);
    }

    /// Runs it.
    ///
    /// @param mutants safeguards that are taken away
    /// @param rules   those that are held
    public static Result run(Plan plan, Set<Mutant> mutants, Set<Rule> rules) {
        return run(plan, mutants, rules, null);
    }

    /// What happens in it, line by line, with all rules and no mutant.
    public static List<String> trace(Plan plan) {
        return trace(plan, Set.of(), Rule.all());
    }

    /// What happens in it, line by line, up to the first violation.
    public static List<String> trace(Plan plan, Set<Mutant> mutants, Set<Rule> rules) {
        List<String> lines = new ArrayList<>();
        run(plan, mutants, rules, lines);
        return lines;
    }

    private static Result run(Plan plan, Set<Mutant> mutants, Set<Rule> rules, @Nullable List<String> lines) {
        Agenda agenda = new Agenda();
        Trace trace = lines == null ? null : new Trace(agenda);
        Dice dice = new Dice(plan.seed(), "world");
        Timing timing = POLICY.timing();
        Duration most = plan.clocks() ? timing.clockError() : Duration.ZERO;
        AllRules watch = new AllRules();
        List<Duration> offsets = new ArrayList<>();
        for (int node = 0; node < SimVault.NODES; node++) {
            offsets.add(dice.extreme(most.negated(), most));
        }
        SimVault vault = new SimVault(agenda, offsets, watch::written);
        SimBus bus = new SimBus(agenda, plan.weather());
        SimDatabase database = new SimDatabase();
        Court court = new Court(agenda, rules);
        Facts facts = new Facts(agenda);
        Director director = new Director(plan, facts);
        Scene scene = new Scene(plan.seed(), agenda, vault, bus, database, plan.weather(), RULES, STATUS_INTERVAL, TICK,
                watch, director, mutants);
        TokenDesk desk = new TokenDesk(scene);
        for (int i = 0; i < plan.services(); i++) {
            desk.add(new ServiceNode(scene, "member-" + i, clock(agenda, dice, most), POLICY.maxTokenLifetime(), desk));
        }
        List<RotatorNode> rotators = new ArrayList<>();
        for (int i = 0; i < plan.rotators(); i++) {
            rotators.add(new RotatorNode(scene, "rotator-" + i, clock(agenda, dice, ofRotators(most)),
                    LONGEST_PAUSE));
        }
        PlansAreSafe plans = new PlansAreSafe(court, facts, RULES.schedule());
        List<Watch> all = new ArrayList<>(List.of(facts, new TokensAreAccepted(court, facts, vault),
                new SignedIsCheckable(court, facts, desk.services(), Margins.spread(timing)),
                new RevokedIsRefused(court, facts, Margins.spread(timing)), new OneOrder(court, facts),
                new EventsAreWhole(court, facts, vault), plans,
                new LeaseIsKept(court, facts, POLICY.signingLease(), timing.clockError()),
                new DecisionsExpire(court, timing.writeBudget()),
                new AlarmsRing(court, RULES, vault, desk.services()), director));
        Coverage coverage = new Coverage(agenda);
        all.addFirst(coverage);
        if (trace != null) {
            all.addFirst(trace);
            plan.steps().forEach(step -> agenda.at(step.at().toNanos(), () -> trace.note("--- " + step)));
        }
        watch.hold(all);
        director.enter(scene, desk.services(), rotators, plans);
        long end = plan.length().toNanos();
        try {
            agenda.runUntil(end, () -> court.violation() != null);
            if (court.violation() == null) {
                director.makeWell();
                boolean settled = false;
                for (Duration after = HEALS_MOSTLY; !settled && after.compareTo(HEALING) <= 0; after = after
                        .plus(LOOKS_AGAIN)) {
                    agenda.runUntil(end + after.toNanos(), () -> court.violation() != null);
                    settled = court.violation() != null || court.isContentWith(watch::ended);
                }
                if (!settled) {
                    watch.ended();
                }
            }
        } catch (RuntimeException e) {
            court.broken(Rule.NO_CODE_FAILS, String.valueOf(rootOf(e)));
        } finally {
            // the end of the simulation is no part of the history
            watch.hold(List.of());
            desk.services().forEach(ServiceNode::kill);
            rotators.forEach(RotatorNode::kill);
        }
        if (lines != null && trace != null) {
            lines.addAll(trace.lines());
        }
        return new Result(court.violation(), vault.state().current(), desk.count(), coverage);
    }

    private static Throwable rootOf(Throwable thrown) {
        Throwable cause = thrown.getCause();
        return cause == null ? thrown : rootOf(cause);
    }

    /// Two clocks that are off by S in opposite directions are further apart than a rotator plans with.
    static Duration ofRotators(Duration most) {
        return most.dividedBy(5);
    }

    private static WorldClock clock(Agenda agenda, Dice dice, Duration most) {
        return new WorldClock(agenda, dice.extreme(most.negated(), most));
    }
}
