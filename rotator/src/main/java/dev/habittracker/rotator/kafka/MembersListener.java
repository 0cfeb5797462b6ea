package dev.habittracker.rotator.kafka;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.habittracker.events.MemberKey;
import dev.habittracker.events.MemberStatus;
import dev.habittracker.events.kafka.Decoded;
import dev.habittracker.events.kafka.MemberStatusRecords;
import dev.habittracker.keyring.follow.ProcessClock;
import dev.habittracker.keyring.kafka.KafkaBusSettings;
import dev.habittracker.rotator.reconcile.Board;

/// Hears every partition of the members topic from its start, on a thread of its own and without a group, and tells the
/// board on which partition a status came: that is what the echo is made of.
public final class MembersListener implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MembersListener.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration LOOK_AGAIN_AFTER = Duration.ofSeconds(5);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final KafkaBusSettings settings;
    private final Board board;
    private final ProcessClock clock;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().daemon().name("rotator-members").unstarted(this::run);
    private volatile @Nullable KafkaConsumer<byte[], byte[]> consumer;

    /// @param settings how to reach the brokers, and the topics' names
    /// @param board    is told what came in
    /// @param clock    tells when
    public MembersListener(KafkaBusSettings settings, Board board, ProcessClock clock) {
        this.settings = settings;
        this.board = board;
        this.clock = clock;
    }

    /// Starts to listen, and goes on trying while Kafka is away.
    public void start() {
        thread.start();
    }

    private void run() {
        boolean complained = false;
        while (stop.getCount() > 0) {
            try (KafkaConsumer<byte[], byte[]> open = new KafkaConsumer<>(
                    KafkaEventTopic.consumerProperties(settings))) {
                consumer = open;
                listen(open);
                complained = false;
            } catch (WakeupException e) {
                // close() wakes the consumer, and the loop ends
            } catch (KafkaException e) {
                if (!complained) {
                    LOG.warn("the members topic cannot be listened to: {}", e.getClass().getSimpleName());
                }
                complained = true;
                pause();
            } finally {
                consumer = null;
            }
        }
    }

    /// Returns where the topic has another number of partitions than before, to begin anew.
    private void listen(KafkaConsumer<byte[], byte[]> open) {
        List<TopicPartition> partitions = partitions(open);
        if (partitions.isEmpty()) {
            pause();
            return;
        }
        board.partitions(partitions.size());
        open.assign(partitions);
        open.seekToBeginning(partitions);
        long lookAgain = System.nanoTime() + LOOK_AGAIN_AFTER.toNanos();
        while (stop.getCount() > 0) {
            open.poll(POLL).forEach(this::take);
            if (System.nanoTime() - lookAgain > 0) {
                if (partitions(open).size() != partitions.size()) {
                    return;
                }
                lookAgain = System.nanoTime() + LOOK_AGAIN_AFTER.toNanos();
            }
        }
    }

    private List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> open) {
        String topic = settings.topics().keyMembers();
        return open.partitionsFor(topic).stream().map(info -> new TopicPartition(topic, info.partition())).toList();
    }

    /// What cannot be read is reported by the member that this process is as well.
    private void take(ConsumerRecord<byte[], byte[]> entry) {
        switch (MemberStatusRecords.read(entry)) {
            case Decoded.Event<MemberStatus>(MemberStatus status) ->
                board.heard(status, entry.partition(), clock.now());
            case Decoded.Tombstone<MemberStatus> gone -> MemberKey.parse(gone.key())
                    .ifPresent(key -> board.gone(key.keyring(), key.instance()));
            case Decoded.UnknownType<MemberStatus> _,Decoded.Malformed<MemberStatus> _ -> {}
        }
    }

    private void pause() {
        try {
            stop.await(RETRY_AFTER.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop.countDown();
        KafkaConsumer<byte[], byte[]> open = consumer;
        if (open != null) {
            open.wakeup();
        }
        try {
            if (thread.isAlive()) {
                thread.join(Duration.ofSeconds(3));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
