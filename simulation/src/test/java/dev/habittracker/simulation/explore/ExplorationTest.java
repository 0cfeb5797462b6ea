package dev.habittracker.simulation.explore;

import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.habittracker.simulation.History;
import dev.habittracker.simulation.process.Mutant;

import static org.assertj.core.api.Assertions.assertThat;

class ExplorationTest {

    private static final long MOST = 20_000;

    private static Exploration.Result explore(Bounds bounds, Set<Mutant> mutants, long most) {
        return Exploration.explore(History.RULES, bounds, mutants, most, _ -> {});
    }

    @Test
    void no_rule_is_broken_in_any_order_of_whole_turns() {
        Exploration.Result result = explore(new Bounds(2, 1, 0, 0), Set.of(), MOST);

        System.out.println(new Bounds(2, 1, 0, 0) + ": " + result);
        assertThat(result.violation()).as(() -> String.join("\n", result.path())).isNull();
        assertThat(result.complete()).isTrue();
        assertThat(result.states()).isGreaterThan(1000);
        assertThat(result.endings()).isGreaterThan(100);
    }

    @Test
    void no_rule_is_broken_wherever_the_only_rotator_dies_or_loses_an_answer() {
        Exploration.Result result = explore(new Bounds(1, 1, 0, 1), Set.of(), MOST);

        System.out.println(new Bounds(1, 1, 0, 1) + ": " + result);
        assertThat(result.violation()).as(() -> String.join("\n", result.path())).isNull();
        assertThat(result.complete()).isTrue();
    }

    @Test
    void the_same_bound_has_the_same_states() {
        Exploration.Result once = explore(new Bounds(1, 1, 0, 0), Set.of(), MOST);

        assertThat(explore(new Bounds(1, 1, 0, 0), Set.of(), MOST)).isEqualTo(once);
    }

    @Test
    void what_is_not_tried_is_not_called_complete() {
        assertThat(explore(new Bounds(2, 2, 1, 0), Set.of(), 200).complete()).isFalse();
    }

    /// Those that have to do with who comes first; the others need clocks, and are found in histories.
    @ParameterizedTest
    @EnumSource(names = {"PUBLISH_BEFORE_WRITE", "IGNORE_HEARD_REVOCATIONS", "WRITE_WITHOUT_CHECK"})
    void a_safeguard_taken_away_is_found_out(Mutant mutant) {
        Exploration.Result result = explore(new Bounds(2, 1, 1, 0), Set.of(mutant), MOST);

        assertThat(result.violation()).as("what breaks without %s", mutant).isNotNull();
    }
}
