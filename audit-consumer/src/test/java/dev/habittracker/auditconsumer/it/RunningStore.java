package dev.habittracker.auditconsumer.it;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.apache.kafka.clients.admin.Admin;
import org.springframework.boot.health.contributor.Health;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

import dev.habittracker.auditconsumer.health.StoreHealth;
import dev.habittracker.auditconsumer.jdbc.AuditStore;
import dev.habittracker.auditconsumer.kafka.Assignments;
import dev.habittracker.auditconsumer.kafka.DeadLetters;
import dev.habittracker.auditconsumer.kafka.StoreContainer;
import dev.habittracker.auditconsumer.kafka.StoreListener;
import dev.habittracker.auditconsumer.store.Lateness;
import dev.habittracker.auditconsumer.store.StoreStatus;

/** A consumer that stores, as the service has it. */
final class RunningStore implements AutoCloseable {

    private final StoreStatus status = new StoreStatus();
    private final AuditStore store;
    private final Admin admin;
    private final DeadLetters deadLetters;
    private final ConcurrentMessageListenerContainer<byte[], byte[]> consumers;

    RunningStore(StoreStand stand, Clock clock) {
        store = stand.store();
        admin = stand.admin();
        deadLetters = new DeadLetters(stand.kafka(), stand.common());
        Assignments assignments = new Assignments(admin, store, status, clock);
        consumers = StoreContainer.create(stand.kafka(), stand.common(), assignments,
                new StoreListener(assignments, store, deadLetters, status, new Lateness(Duration.ofMinutes(5)), clock),
                status);
        consumers.start();
    }

    StoreStatus status() {
        return status;
    }

    /** Its health as the service reports it. */
    Health health(Instant lossesAcknowledged) {
        return new StoreHealth(status, store, () -> StoreContainer.sinceHeartbeat(consumers), lossesAcknowledged)
                .health();
    }

    int assignedPartitions() {
        var assigned = consumers.getAssignedPartitions();
        return assigned == null ? 0 : assigned.size();
    }

    @Override
    public void close() {
        consumers.stop();
        deadLetters.close();
        admin.close();
    }
}
