package dev.habittracker.keyring.kafka;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/// Sends statuses on a thread of its own, since a producer blocks while it knows no broker. A later status waits for the
/// one before it.
final class StatusSender implements AutoCloseable {

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);

    private final KafkaBusSettings settings;
    private final StatusSpread spread;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("keyring-status").factory());
    private @Nullable KafkaProducer<String, byte @Nullable []> producer;

    StatusSender(KafkaBusSettings settings, StatusSpread spread) {
        this.settings = settings;
        this.spread = spread;
    }

    /// Completes when every copy is acknowledged, exceptionally where one is not.
    CompletableFuture<Void> send(ProducerRecord<String, ? extends byte @Nullable []> entry) {
        try {
            return CompletableFuture.supplyAsync(() -> sendAll(entry), thread).thenCompose(sent -> sent);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(new IllegalStateException("the bus is closed", e));
        }
    }

    private CompletableFuture<Void> sendAll(ProducerRecord<String, ? extends byte @Nullable []> entry) {
        KafkaProducer<String, byte @Nullable []> open = producer();
        return switch (spread) {
            case BY_KEY -> sendOne(open, entry, null);
            case EVERY_PARTITION -> CompletableFuture.allOf(open.partitionsFor(entry.topic()).stream()
                    .map(info -> sendOne(open, entry, info.partition())).toArray(CompletableFuture<?>[]::new));
        };
    }

    private CompletableFuture<Void> sendOne(KafkaProducer<String, byte @Nullable []> open,
            ProducerRecord<String, ? extends byte @Nullable []> entry, @Nullable Integer partition) {
        CompletableFuture<Void> acknowledged = new CompletableFuture<>();
        open.send(new ProducerRecord<>(entry.topic(), partition, entry.key(), entry.value(), entry.headers()),
                (metadata, failure) -> {
                    if (failure == null) {
                        acknowledged.complete(null);
                    } else {
                        acknowledged.completeExceptionally(failure);
                    }
                });
        return acknowledged;
    }

    private KafkaProducer<String, byte @Nullable []> producer() {
        if (producer == null) {
            producer = new KafkaProducer<>(settings.producer());
        }
        return producer;
    }

    @Override
    public void close() {
        thread.execute(() -> {
            if (producer != null) {
                producer.close(CLOSE_WITHIN);
            }
        });
        thread.shutdown();
    }
}
