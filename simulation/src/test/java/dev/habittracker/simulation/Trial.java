package dev.habittracker.simulation;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.Stream;

import dev.habittracker.simulation.check.Rule;
import dev.habittracker.simulation.plan.Plan;
import dev.habittracker.simulation.plan.PlanMaker;
import dev.habittracker.simulation.plan.Step;
import dev.habittracker.simulation.plan.Step.Kind;
import dev.habittracker.simulation.process.Mutant;
import dev.habittracker.simulation.world.Weather;

/// Where a mutant is looked for, and which rule it must be seen to break.
///
/// @param rule  the rule
/// @param plans histories by seed
record Trial(Rule rule, LongFunction<Plan> plans) {

    static Trial of(Mutant mutant) {
        return switch (mutant) {
            case OVERLAP_WITHOUT_LEASE, OVERLAP_WITHOUT_LIFETIME, OVERLAP_WITH_S_ONCE, OVERLAP_WITHOUT_W,
                    OVERLAP_WITHOUT_LAG, RETIRE_AT_EXP ->
                new Trial(Rule.NO_VALID_TOKEN_IS_REFUSED, seed -> PlanMaker.ambush(seed, Kind.AMBUSH));
            case NO_SPREAD -> new Trial(Rule.NOBODY_SIGNS_UNCHECKABLY, seed -> PlanMaker.ambush(seed, Kind.HASTE));
            case NO_ACKNOWLEDGEMENTS -> new Trial(Rule.NOBODY_SIGNS_UNCHECKABLY,
                    seed -> plan(seed, step(Kind.CUT_VAULT, 100, 280)));
            case NO_ECHO -> new Trial(Rule.NOBODY_SIGNS_UNCHECKABLY, seed -> plan(seed, step(Kind.CUT_VAULT, 100, 280),
                    step(Kind.PARTITION_SILENT, 120, 280, 0), step(Kind.PARTITION_SILENT, 120, 280, 1)));
            case NO_LEASE, LEASE_FROM_KAFKA -> new Trial(Rule.OUT_OF_DATE_DOES_NOT_SIGN,
                    seed -> plan(seed, step(Kind.CUT_VAULT, 90, 120)));
            case SIGN_BY_LATEST -> new Trial(Rule.NOBODY_SIGNS_UNCHECKABLY, PlanMaker::plan);
            case PUBLISH_BEFORE_WRITE -> new Trial(Rule.STORE_AND_BUS_HEAL, PlanMaker::plan);
            case PUBLISH_NEWEST_ONLY -> new Trial(Rule.STORE_AND_BUS_HEAL,
                    seed -> plan(seed, step(Kind.KAFKA_AWAY, 90, 60), step(Kind.REVOKE_ACTIVE, 100, 0),
                            step(Kind.REVOKE_ALL, 120, 0)));
            case IGNORE_EPOCHS -> new Trial(Rule.NOTHING_STOPS_SILENTLY,
                    seed -> plan(seed, step(Kind.RESTORE, 200, 90)));
            // whoever remembers the lost writes is away while others of the same numbers are made
            case IGNORE_WRITE_IDS -> new Trial(Rule.ONE_ORDER,
                    seed -> plan(seed, step(Kind.CUT_BOTH, 190, 150), step(Kind.KILL, 195, 7).to(1),
                            step(Kind.KILL, 195, 7).to(2), step(Kind.KILL, 195, 7).to(3),
                            step(Kind.RESTORE, 200, 90), step(Kind.TOPICS_RECREATED, 201, 0),
                            step(Kind.DATABASE_LOST, 201, 0)));
            case REFUSE_BY_STALE_READ -> new Trial(Rule.NO_VALID_TOKEN_IS_REFUSED,
                    seed -> plan(seed, step(Kind.REVOKE_ALL, 90, 0), step(Kind.REVOKE_ALL, 150, 0)));
            case REFUSE_WITHOUT_KID_BY_ANY_READ ->
                new Trial(Rule.NO_VALID_TOKEN_IS_REFUSED, Trial::youngKeyBehindStandbys);
            case ADOPT_BY_MEMBER -> new Trial(Rule.ONE_ORDER, seed -> plan(seed, step(Kind.PUT_BY_HAND, 90, 0, 2)));
            case IGNORE_HEARD_REVOCATIONS -> new Trial(Rule.REVOKED_IS_REFUSED,
                    seed -> plan(seed, step(Kind.CUT_VAULT, 85, 60), step(Kind.REVOKE_ACTIVE, 90, 0)));
            case KIND_CHANGES_UNASKED -> new Trial(Rule.ALGORITHM_FROM_THE_KEY,
                    seed -> plan(seed, step(Kind.CHANGE_KIND, 90, 0, 0)));
            case NO_ALARMS -> new Trial(Rule.NOTHING_STOPS_SILENTLY,
                    seed -> plan(seed, step(Kind.CLOCK_FAULT, 90, 60, 90).to(3)));
            // two rotators, and two reasons to write at once
            case WRITE_WITHOUT_CHECK ->
                new Trial(Rule.STORE_AND_BUS_HEAL, seed -> plan(seed, step(Kind.REVOKE_ACTIVE, 90, 0))
                        .with(3, 2));
            case NO_WRITE_BUDGET -> new Trial(Rule.A_DECISION_EXPIRES, PlanMaker::plan);
        };
    }

    /// Its histories.
    Stream<Plan> histories(int count) {
        return Stream.iterate(0L, seed -> seed + 1).limit(count).map(plans::apply);
    }

    /// Whether the mutant is seen to break the rule there, with no other rule looking on.
    boolean breaks(Plan plan, Set<Mutant> mutants) {
        return History.run(plan, mutants, EnumSet.of(rule)).violation() != null;
    }

    /// A secret is put by hand while the standbys lag and no event tells of its adoption.
    static Plan youngKeyBehindStandbys(long seed) {
        return plan(seed, step(Kind.STANDBYS_LAG, 80, 60), step(Kind.CUT_KAFKA, 85, 60),
                step(Kind.PUT_BY_HAND, 90, 0, 2));
    }

    static Plan plan(long seed, Step... steps) {
        return new Plan(seed, 3, 1, Weather.MIXED, true, false, Duration.ofSeconds(400), List.of(steps));
    }

    static Step step(Kind kind, int at, int seconds) {
        return step(kind, at, seconds, 0);
    }

    static Step step(Kind kind, int at, int seconds, int number) {
        return new Step(kind, Duration.ofSeconds(at), Duration.ofSeconds(seconds), 0, number);
    }
}
