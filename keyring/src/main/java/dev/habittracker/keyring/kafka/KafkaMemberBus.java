package dev.habittracker.keyring.kafka;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.habittracker.events.MemberKey;
import dev.habittracker.events.MemberStatus;
import dev.habittracker.events.kafka.MemberStatusRecords;
import dev.habittracker.events.kafka.TopicSetupException;
import dev.habittracker.keyring.follow.MemberBus;
import dev.habittracker.keyring.follow.MemberInput;

/// The bus of a member over Kafka: a consumer without a group for what it hears, a producer for its status.
///
/// Topics that are missing are made before they are listened to; topics that contradict what the protocol needs are not
/// listened to. Neither that nor Kafka away is an error here: the bus says so and tries again, and the member goes by its
/// poll of Vault.
public final class KafkaMemberBus implements MemberBus {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaMemberBus.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(3);

    private final MemberKey self;
    private final KafkaBusSettings settings;
    private final RecordReader reader;
    private final StatusSender sender;
    private final CountDownLatch stop = new CountDownLatch(1);
    private @Nullable Thread listening;
    private volatile @Nullable KafkaConsumer<byte[], byte[]> consumer;

    /// @param self       the keyring and this process
    /// @param settings   how to reach the brokers
    /// @param spread     to which partitions a status goes
    /// @param unreadable what becomes of records that cannot be read
    public KafkaMemberBus(MemberKey self, KafkaBusSettings settings, StatusSpread spread, Unreadable unreadable) {
        this.self = self;
        this.settings = settings;
        this.reader = new RecordReader(self.keyring(), settings.topics(), unreadable);
        this.sender = new StatusSender(settings, spread);
    }

    @Override
    public synchronized void start(Consumer<MemberInput> inbox) {
        if (listening != null) {
            throw new IllegalStateException("the bus was started already");
        }
        listening = Thread.ofPlatform().daemon().name("keyring-bus").start(() -> listen(inbox));
    }

    @Override
    public CompletableFuture<Void> send(MemberStatus status) {
        return sender.send(MemberStatusRecords.write(settings.topics().keyMembers(), status));
    }

    @Override
    public synchronized void close() {
        if (stop.getCount() == 0) {
            return;
        }
        stop.countDown();
        KafkaConsumer<byte[], byte[]> listener = consumer;
        if (listener != null) {
            listener.wakeup();
        }
        try {
            sender.send(MemberStatusRecords.tombstone(settings.topics().keyMembers(), self))
                    .get(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.info("keyring {}: could not take this member off the topic; a rotator does so after a day",
                    self.keyring());
        }
        sender.close();
    }

    private void listen(Consumer<MemberInput> inbox) {
        while (stop.getCount() > 0) {
            try (TopicWatch watch = TopicWatch.open(settings)) {
                watch.ensureTopics();
                listen(watch, inbox);
            } catch (WakeupException e) {
                // close() wakes the consumer, and the loop ends
            } catch (KafkaException | TopicSetupException e) {
                unheard(inbox, String.valueOf(e.getMessage()));
            } catch (RuntimeException e) {
                // a thread that ended here would leave the member deaf, and nobody would know
                LOG.error("keyring {}: what came from Kafka could not be taken in", self.keyring(), e);
                unheard(inbox, e.getClass().getSimpleName() + " in this process, its log says more");
            }
        }
    }

    private void unheard(Consumer<MemberInput> inbox, String problem) {
        inbox.accept(new MemberInput.BusUnheard("nothing is heard from Kafka at " + settings.bootstrapServers()
                + ", the poll alone keeps the ring fresh: " + problem));
        pause();
    }

    private void listen(TopicWatch watch, Consumer<MemberInput> inbox) {
        try (KafkaConsumer<byte[], byte[]> open = new KafkaConsumer<>(settings.consumer())) {
            consumer = open;
            listen(open, watch, inbox);
        } finally {
            consumer = null;
        }
    }

    private void listen(KafkaConsumer<byte[], byte[]> open, TopicWatch watch, Consumer<MemberInput> inbox) {
        TopicListener listener = new TopicListener(open, settings.topics(),
                entry -> reader.read(entry).ifPresent(inbox));
        listener.subscribe();
        boolean told = false;
        while (stop.getCount() > 0 && !watch.changed(System.nanoTime())) {
            boolean caughtUp = listener.poll();
            if (caughtUp && !told) {
                told = true;
                inbox.accept(new MemberInput.CaughtUp());
            }
        }
    }

    private void pause() {
        try {
            stop.await(RETRY_AFTER.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
