package dev.habittracker.habitapi;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class HabitApiPropertiesTest {

    private static final Duration LIFETIME = Duration.ofMinutes(15);
    private static final Duration MAX_AGE = Duration.ofMinutes(5);
    private static final DataSize LIMIT = DataSize.ofKilobytes(64);

    @Test
    void construct_smallestValues_areAccepted() {
        assertThat(new HabitApiProperties(Duration.ofSeconds(2), Duration.ZERO, DataSize.ofKilobytes(1))).isNotNull();
    }

    @Test
    void construct_lifetimeUnderTwoSeconds_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HabitApiProperties(Duration.ofSeconds(1), MAX_AGE, LIMIT))
                .withMessage("habit-api.token-lifetime is PT1S: set whole seconds, at least 2s");
    }

    @Test
    void construct_lifetimeWithAFraction_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HabitApiProperties(Duration.ofMillis(2500), MAX_AGE, LIMIT))
                .withMessage("habit-api.token-lifetime is PT2.5S: set whole seconds, at least 2s");
    }

    @Test
    void construct_negativeMaxAge_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HabitApiProperties(LIFETIME, Duration.ofSeconds(-1), LIMIT))
                .withMessage("habit-api.jwks-max-age is PT-1S: set whole seconds, 0s or more");
    }

    @Test
    void construct_tinyBodyLimit_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HabitApiProperties(LIFETIME, MAX_AGE, DataSize.ofBytes(1023)))
                .withMessage("habit-api.body-limit is 1023B: set at least 1KB");
    }
}
