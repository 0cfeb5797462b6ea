package dev.habittracker.rotator.kafka;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.habittracker.events.kafka.DeadLetters;
import dev.habittracker.keyring.kafka.KafkaBusSettings;
import dev.habittracker.keyring.kafka.Unreadable;
import dev.habittracker.rotator.reconcile.UnavailableException;

/// Puts records that nobody can read among the dead letters, whole and with where they stood, on a thread of its own: the
/// listener that met them goes on. A record is noted after it was acknowledged, so that it comes twice rather than never.
public final class DeadLetterOffice implements Unreadable, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterOffice.class);
    private static final int WAITING_AT_MOST = 1000;
    private static final int WITHIN_MILLIS = 5000;

    private final KafkaBusSettings settings;
    private final DeadLetterBook book;
    private final ExecutorService thread = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING_AT_MOST), Thread.ofPlatform().daemon().name("dead-letters").factory());
    private @Nullable KafkaProducer<byte[], byte[]> producer;

    /// @param settings how to reach the brokers, and the topics' names
    /// @param book     which records were put there already
    public DeadLetterOffice(KafkaBusSettings settings, DeadLetterBook book) {
        this.settings = settings;
        this.book = book;
    }

    @Override
    public void take(ConsumerRecord<byte[], byte[]> entry, String reason) {
        try {
            thread.execute(() -> put(entry, reason));
        } catch (RejectedExecutionException e) {
            LOG.warn("too many unreadable records at once: topic {}, partition {}, offset {} is put among the dead"
                    + " letters at the next start", entry.topic(), entry.partition(), entry.offset());
        }
    }

    private void put(ConsumerRecord<byte[], byte[]> entry, String reason) {
        DeadLetterBook.Place place = new DeadLetterBook.Place(entry.topic(), entry.partition(), entry.offset(),
                Instant.ofEpochMilli(entry.timestamp()));
        if (isNoted(place)) {
            return;
        }
        try {
            producer().send(DeadLetters.of(settings.topics().keyDeadLetters(), entry, reason)).get(WITHIN_MILLIS,
                    TimeUnit.MILLISECONDS);
            book.note(place);
        } catch (UnavailableException e) {
            LOG.info("{} may be put among the dead letters once more: {}", place, e.getMessage());
        } catch (KafkaException | ExecutionException | TimeoutException e) {
            LOG.warn("{} is put among the dead letters at the next start: {}", place, e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isNoted(DeadLetterBook.Place place) {
        try {
            return book.has(place);
        } catch (UnavailableException e) {
            return false;
        }
    }

    private KafkaProducer<byte[], byte[]> producer() {
        KafkaProducer<byte[], byte[]> open = producer;
        if (open == null) {
            Map<String, Object> properties = settings.common();
            properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
            properties.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
            properties.put(ProducerConfig.ACKS_CONFIG, "all");
            properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
            properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (long) WITHIN_MILLIS);
            properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, WITHIN_MILLIS);
            properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, WITHIN_MILLIS);
            open = new KafkaProducer<>(properties);
            producer = open;
        }
        return open;
    }

    /// Stops; what waits is put there at the next start, for the listener meets it again.
    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (thread.awaitTermination(2, TimeUnit.SECONDS) && producer != null) {
                producer.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
