package dev.habittracker.simulation;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import dev.habittracker.simulation.check.Rule;
import dev.habittracker.simulation.plan.Plan;
import dev.habittracker.simulation.plan.Step.Kind;

import static org.assertj.core.api.Assertions.assertThat;

/// Where the protocol, as it is, breaks a rule. Whoever mends one of these sees its test fail: then the rule joins those that
/// are kept, or the step those that are drawn, and the test goes.
class KnownFlawsTest {

    private static final int HISTORIES = 40;

    @Test
    void a_token_without_kid_is_refused_by_a_verifier_whose_standby_lags_behind_the_adoption_of_its_key() {
        assertThat(anyBreaks(Rule.NO_VALID_TOKEN_WITHOUT_KID_IS_REFUSED, seed -> Trial.plan(seed,
                Trial.step(Kind.STANDBYS_LAG, 80, 60), Trial.step(Kind.CUT_KAFKA, 85, 60),
                Trial.step(Kind.PUT_BY_HAND, 90, 0, 2)))).isTrue();
    }

    private static boolean anyBreaks(Rule rule, LongFunction<Plan> plans) {
        return LongStream.range(0, HISTORIES).mapToObj(plans)
                .anyMatch(plan -> History.run(plan, Set.of(), EnumSet.of(rule)).violation() != null);
    }
}
