package dev.habittracker.devstack.drill;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ActTest {

    @Test
    void fiveRotations_haveARollbackInTheirMiddleAndARevocationBeforeTheLast() {
        assertThat(Act.plan(5)).containsExactly(Act.ROTATE, Act.ROTATE, Act.ROTATE, Act.ROLL_BACK, Act.RESUME,
                Act.ROTATE, Act.REVOKE,
                Act.ROTATE);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 100})
    void anyNumberOfRotations_hasOneRollbackResumedAtOnceAndOneRevocation(int rotations) {
        assertThat(Act.plan(rotations)).filteredOn(Act.ROTATE::equals).hasSize(rotations);
        assertThat(Act.plan(rotations)).containsSubsequence(Act.ROTATE, Act.ROLL_BACK, Act.RESUME)
                .containsOnlyOnce(Act.ROLL_BACK)
                .containsOnlyOnce(Act.REVOKE);
    }
}
