package dev.habittracker.simulation;

import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.habittracker.simulation.check.Rule;
import dev.habittracker.simulation.plan.Plan;
import dev.habittracker.simulation.plan.PlanMaker;
import dev.habittracker.simulation.plan.Step.Kind;
import dev.habittracker.simulation.process.Mutant;

import static org.assertj.core.api.Assertions.assertThat;

class MutantsAreCaughtTest {

    private static final int HISTORIES = 60;

    /// In a history in which the protocol with all its safeguards breaks no rule at all.
    @ParameterizedTest
    @EnumSource
    void a_safeguard_taken_away_is_found_out(Mutant mutant) {
        Trial trial = Trial.of(mutant);

        Optional<Plan> caught = trial.histories(HISTORIES).filter(plan -> trial.breaks(plan, Set.of(mutant)))
                .findFirst();

        assertThat(caught).as("a history of %d that breaks %s", HISTORIES, trial.rule()).isPresent();
        assertThat(History.run(caught.orElseThrow()).violation()).as("the same without the mutant").isNull();
    }

    @Test
    void a_rotation_to_a_key_that_nobody_can_have_yet_breaks_the_plans_arithmetic_too() {
        Trial trial = new Trial(Rule.UNSAFE_PLAN_IS_REFUSED, seed -> PlanMaker.ambush(seed, Kind.HASTE));

        assertThat(trial.histories(HISTORIES)).anyMatch(plan -> trial.breaks(plan, Set.of(Mutant.NO_SPREAD)));
    }
}
