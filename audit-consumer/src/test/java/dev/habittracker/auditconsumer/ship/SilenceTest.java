package dev.habittracker.auditconsumer.ship;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SilenceTest {

    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
    private static final Duration LIMIT = Duration.ofMinutes(10);

    @Test
    void file_thatGrewLatelyOrWasNeverSeen_isNotSilent() {
        assertThat(Silence.of(NOW.minusSeconds(300), NOW, LIMIT)).isEqualTo(Silence.NONE);
        assertThat(Silence.of(NOW.plusSeconds(1), NOW, LIMIT)).isEqualTo(Silence.NONE);
        assertThat(Silence.of(null, NOW, LIMIT)).isEqualTo(Silence.NONE);
    }

    @Test
    void file_beyondHalfOfTheLimit_hasVaultAsked() {
        assertThat(Silence.of(NOW.minusSeconds(301), NOW, LIMIT)).isEqualTo(Silence.ASK);
        assertThat(Silence.of(NOW.minusSeconds(600), NOW, LIMIT)).isEqualTo(Silence.ASK);
    }

    @Test
    void file_beyondTheLimit_isAnAlarm() {
        assertThat(Silence.of(NOW.minusSeconds(601), NOW, LIMIT)).isEqualTo(Silence.ALARM);
    }
}
