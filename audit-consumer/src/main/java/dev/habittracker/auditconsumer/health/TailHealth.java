package dev.habittracker.auditconsumer.health;

import java.time.Clock;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

import dev.habittracker.auditconsumer.ship.TailSnapshot;
import dev.habittracker.auditconsumer.ship.TailStatus;

/** The tail's health: down while anything is wrong with it, with all that is wrong. */
public final class TailHealth implements HealthIndicator {

    private final TailStatus status;
    private final TailHealthSettings settings;
    private final Clock clock;

    /**
     * @param status what the tail does
     * @param settings when that is ill
     * @param clock for the silence
     */
    public TailHealth(TailStatus status, TailHealthSettings settings, Clock clock) {
        this.status = status;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Health health() {
        TailSnapshot tail = status.snapshot();
        TailDiagnosis diagnosis = TailDiagnosis.of(tail, settings, clock.instant());
        Health.Builder health = diagnosis.complaints().isEmpty() ? Health.up() : Health.down();
        health.withDetail("state", tail.state().name()).withDetail("lagBytes", tail.lag())
                .withDetail("silence", diagnosis.silence().toString())
                .withDetail("losses", tail.losses().stream()
                        .map(loss -> loss.at() + " " + loss.kind() + " from " + loss.from() + " of " + loss.file()
                                + ": " + loss.detail())
                        .toList());
        if (tail.file() != null) {
            health.withDetail("file", tail.file()).withDetail("position", tail.position());
        }
        if (!diagnosis.complaints().isEmpty()) {
            health.withDetail("complaints", diagnosis.complaints());
        }
        return health.build();
    }
}
