package dev.habittracker.auditconsumer.kafka;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.BatchConsumerAwareMessageListener;

import dev.habittracker.auditconsumer.jdbc.AuditStore;
import dev.habittracker.auditconsumer.jdbc.Stored;
import dev.habittracker.auditconsumer.store.Bisection;
import dev.habittracker.auditconsumer.store.Incoming;
import dev.habittracker.auditconsumer.store.Lateness;
import dev.habittracker.auditconsumer.store.Place;
import dev.habittracker.auditconsumer.store.StoreStatus;

/**
 * Stores each batch in one database transaction. A batch that is refused is halved until the messages are found that
 * cannot be stored; those go to the dead letters, the others are stored. A database that is away is waited for.
 */
public final class StoreListener implements BatchConsumerAwareMessageListener<byte[], byte[]> {

    private static final Logger LOG = LoggerFactory.getLogger(StoreListener.class);

    private final Assignments assignments;
    private final AuditStore store;
    private final DeadLetters deadLetters;
    private final StoreStatus status;
    private final Lateness lateness;
    private final Clock clock;

    /**
     * @param assignments knows the assigned partitions
     * @param store where messages are stored
     * @param deadLetters where those go that cannot be
     * @param status is told what was done
     * @param lateness tells when records take too long
     * @param clock for the time of dead letters
     */
    public StoreListener(
            Assignments assignments,
            AuditStore store,
            DeadLetters deadLetters,
            StoreStatus status,
            Lateness lateness,
            Clock clock) {
        this.assignments = assignments;
        this.store = store;
        this.deadLetters = deadLetters;
        this.status = status;
        this.lateness = lateness;
        this.clock = clock;
    }

    @Override
    public void onMessage(List<ConsumerRecord<byte[], byte[]>> records, @Nullable Consumer<?, ?> consumer) {
        Consumer<?, ?> moving = Objects.requireNonNull(consumer, "the container gives its consumer");
        try {
            Set<TopicPartition> unplaced = assignments.positionUnplaced(moving, partitions(records));
            List<ConsumerRecord<byte[], byte[]>> placed = records.stream()
                    .filter(record -> !unplaced.contains(partition(record))).toList();
            store(placed);
            assignments.followRecreated(moving, partitions(placed));
            noteDelay(placed);
        } catch (RuntimeException e) {
            status.failing("audit records cannot be stored just now: " + e.getClass().getSimpleName());
            throw e;
        }
    }

    private void noteDelay(List<ConsumerRecord<byte[], byte[]>> stored) {
        Instant now = clock.instant();
        Map<TopicPartition, Instant> oldest = new HashMap<>();
        stored.forEach(record -> oldest.merge(partition(record), Instant.ofEpochMilli(record.timestamp()),
                (one, other) -> one.isBefore(other) ? one : other));
        oldest.forEach((partition, sent) -> {
            Duration delay = sent.isBefore(now) ? Duration.between(sent, now) : Duration.ZERO;
            status.delay(delay);
            lateness.observe(assignments.assigned(partition), delay, now).ifPresent(store::note);
        });
    }

    private void store(List<ConsumerRecord<byte[], byte[]>> records) {
        Map<Incoming, ConsumerRecord<byte[], byte[]>> origins = new IdentityHashMap<>();
        List<Incoming> messages = records.stream().map(record -> {
            Incoming message = incoming(record);
            origins.put(message, record);
            return message;
        }).toList();
        Bisection.write(messages, this::write, (message, reason) -> refuse(message, origins.get(message), reason));
    }

    private void write(List<Incoming> messages) {
        Stored stored = store.store(messages, clock.instant());
        status.stored(stored.inserted(), stored.repeated(), stored.expired(), stored.parts());
    }

    private void refuse(
            Incoming message,
            @Nullable ConsumerRecord<byte[], byte[]> origin,
            String reason) {
        if (origin == null) {
            throw new IllegalStateException("a message without its record at offset " + message.offset());
        }
        if (store.noteDeadLetter(message, reason, clock.instant(), () -> deadLetters.send(origin, reason))) {
            status.deadLetter();
        }
        LOG.error("the message {}-{}@{} cannot be stored and is in the dead letters: {}", origin.topic(),
                origin.partition(), origin.offset(), reason);
    }

    private Incoming incoming(ConsumerRecord<byte[], byte[]> record) {
        Place place = assignments.assigned(partition(record));
        try {
            if (record.value() == null) {
                return new Incoming.Malformed(place, record.offset(), "the message has no value");
            }
            return new Incoming.Line(place, record.offset(), LineHeaders.coordinates(record.headers()),
                    LineHeaders.chunk(record.headers()), record.value());
        } catch (IllegalArgumentException | ArithmeticException e) {
            return new Incoming.Malformed(place, record.offset(), String.valueOf(e.getMessage()));
        }
    }

    private static Set<TopicPartition> partitions(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream().map(StoreListener::partition).collect(Collectors.toUnmodifiableSet());
    }

    private static TopicPartition partition(ConsumerRecord<?, ?> record) {
        return new TopicPartition(record.topic(), record.partition());
    }
}
