package dev.habittracker.auditconsumer.health;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.dao.DataAccessException;

import dev.habittracker.auditconsumer.jdbc.AuditStore;
import dev.habittracker.auditconsumer.jdbc.Trouble;
import dev.habittracker.auditconsumer.store.StoreStatus;

/** The store's health: down while it cannot store, or once messages were lost to it; dead letters are counted. */
public final class StoreHealth implements HealthIndicator {

    /** Heartbeats are due every three seconds. */
    private static final Duration SILENCE_LIMIT = Duration.ofSeconds(10);

    private final StoreStatus status;
    private final AuditStore store;
    private final Supplier<Duration> sinceHeartbeat;
    private final Instant lossesAcknowledged;

    /**
     * @param status what the store does
     * @param store knows what was amiss before this process
     * @param sinceHeartbeat for how long the consumers have not reached Kafka
     * @param lossesAcknowledged gaps noticed up to then were looked into by an operator
     */
    public StoreHealth(StoreStatus status, AuditStore store, Supplier<Duration> sinceHeartbeat,
            Instant lossesAcknowledged) {
        this.status = status;
        this.store = store;
        this.sinceHeartbeat = sinceHeartbeat;
        this.lossesAcknowledged = lossesAcknowledged;
    }

    @Override
    public Health health() {
        try {
            Trouble trouble = store.trouble(lossesAcknowledged);
            String failure = failure();
            Health.Builder health = failure.isEmpty() && trouble.gaps() == 0 ? Health.up() : Health.down();
            if (!failure.isEmpty()) {
                health.withDetail("failure", failure);
            }
            return health.withDetail("storedRows", status.storedRows())
                    .withDetail("repeatedRows", status.repeatedRows())
                    .withDetail("deadLetters", trouble.deadLetters()).withDetail("gaps", trouble.gaps()).build();
        } catch (DataAccessException e) {
            return Health.down().withDetail("failure", "the database does not answer").build();
        }
    }

    private String failure() {
        Duration silence = sinceHeartbeat.get();
        return status.failure().isEmpty() && silence.compareTo(SILENCE_LIMIT) > 0
                ? "Kafka has not been reached for " + silence.toSeconds() + " s: nothing is stored"
                : status.failure();
    }
}
