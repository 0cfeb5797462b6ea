package dev.habittracker.rotator.health;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

import dev.habittracker.keyring.follow.Moment;
import dev.habittracker.rotator.decide.Alarm;
import dev.habittracker.rotator.reconcile.Observation;

import static org.assertj.core.api.Assertions.assertThat;

class KeyringHealthTest {

    private static final Moment NOW = new Moment(Instant.parse("2026-11-24T12:00:00Z"), Duration.ofHours(1));

    @Test
    void health_nothingStands_isUp() {
        assertThat(of(null).getStatus()).isEqualTo(Status.UP);
    }

    @ParameterizedTest
    @EnumSource(Alarm.Kind.class)
    void health_anAlarmStands_isDownAndSaysWhich(Alarm.Kind kind) {
        Health health = of(null, new Alarm(kind, "what is wrong, and what to do"));

        assertThat(health.getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.getDetails()).containsEntry(kind.label(), "what is wrong, and what to do");
    }

    @Test
    void health_vaultGivesNoAnswer_isDownAndSaysSo() {
        Health health = of("nobody accepts a connection");

        assertThat(health.getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.getDetails()).containsEntry("vault-away", "nobody accepts a connection");
    }

    private static Health of(@Nullable String problem, Alarm... alarms) {
        return KeyringHealth.of(problem == null
                ? new Observation(NOW, null, null, null, List.of(alarms))
                : Observation.withoutVault(NOW, problem));
    }
}
