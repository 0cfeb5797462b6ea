package dev.habittracker.simulation;

import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.habittracker.simulation.plan.Plan;
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
}
