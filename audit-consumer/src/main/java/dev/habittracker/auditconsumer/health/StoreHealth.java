package dev.habittracker.auditconsumer.health;

import java.time.Instant;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.dao.DataAccessException;

import dev.habittracker.auditconsumer.jdbc.AuditStore;
import dev.habittracker.auditconsumer.jdbc.Trouble;
import dev.habittracker.auditconsumer.store.StoreStatus;

/** The store's health: down while it cannot store, or once messages were lost to it; dead letters are counted. */
public final class StoreHealth implements HealthIndicator {

    private final StoreStatus status;
    private final AuditStore store;
    private final Instant lossesAcknowledged;

    /**
     * @param status what the store does
     * @param store knows what was amiss before this process
     * @param lossesAcknowledged gaps noticed up to then were looked into by an operator
     */
    public StoreHealth(StoreStatus status, AuditStore store, Instant lossesAcknowledged) {
        this.status = status;
        this.store = store;
        this.lossesAcknowledged = lossesAcknowledged;
    }

    @Override
    public Health health() {
        try {
            Trouble trouble = store.trouble(lossesAcknowledged);
            boolean well = status.failure().isEmpty() && trouble.gaps() == 0;
            Health.Builder health = well ? Health.up() : Health.down();
            if (!status.failure().isEmpty()) {
                health.withDetail("failure", status.failure());
            }
            return health.withDetail("storedRows", status.storedRows())
                    .withDetail("repeatedRows", status.repeatedRows())
                    .withDetail("deadLetters", trouble.deadLetters()).withDetail("gaps", trouble.gaps()).build();
        } catch (DataAccessException e) {
            return Health.down().withDetail("failure", "the database does not answer").build();
        }
    }
}
