package dev.habittracker.habitapi.problem;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ProblemsTest {

    @Test
    void retryAfter_nothingOrLess_isASecond() {
        assertThat(Problems.retryAfter(Duration.ZERO)).isEqualTo("1");
        assertThat(Problems.retryAfter(Duration.ofSeconds(-3))).isEqualTo("1");
    }

    @Test
    void retryAfter_fraction_isRoundedUp() {
        assertThat(Problems.retryAfter(Duration.ofMillis(2000))).isEqualTo("2");
        assertThat(Problems.retryAfter(Duration.ofMillis(2001))).isEqualTo("3");
    }
}
