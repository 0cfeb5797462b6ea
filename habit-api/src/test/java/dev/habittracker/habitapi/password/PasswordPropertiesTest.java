package dev.habittracker.habitapi.password;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PasswordPropertiesTest {

    @Test
    void threadsOn_zero_isHalfOfTheProcessorsAndAtLeastOne() {
        PasswordProperties automatic = new PasswordProperties(0, 64);
        assertThat(automatic.threadsOn(1)).isEqualTo(1);
        assertThat(automatic.threadsOn(8)).isEqualTo(4);
    }

    @Test
    void threadsOn_number_isThatNumber() {
        assertThat(new PasswordProperties(3, 64).threadsOn(8)).isEqualTo(3);
    }

    @Test
    void construct_negativeThreads_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PasswordProperties(-1, 64))
                .withMessage("habit-api.password.threads is -1: set 0 (half of the processors) or more");
    }

    @Test
    void construct_nobodyMayWait_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PasswordProperties(1, 0))
                .withMessage("habit-api.password.waiting is 0: set 1 or more");
    }
}
