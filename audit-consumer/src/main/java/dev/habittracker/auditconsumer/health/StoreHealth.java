package dev.habittracker.auditconsumer.health;

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

    /**
     * @param status what the store does
     * @param store knows what was amiss before this process
     */
    public StoreHealth(StoreStatus status, AuditStore store) {
        this.status = status;
        this.store = store;
    }

    @Override
    public Health health() {
        try {
            Trouble trouble = store.trouble();
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
