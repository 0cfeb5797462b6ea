package dev.habittracker.keyring.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

import dev.habittracker.events.Topics;

/// Reads the two topics on one thread, each process on its own and without a group: the last events and all statuses
/// first, then what comes in. Topics that were made anew, or got more partitions, are read from their start.
final class TopicListener {

    /// The keyring's last event is the highest among so many records of a partition; repeats and other keyrings are why
    /// one does not do.
    static final long LAST_EVENTS = 1000;
    private static final Duration POLL = Duration.ofMillis(500);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Topics topics;
    private final Consumer<ConsumerRecord<byte[], byte[]>> records;
    private Map<TopicPartition, Long> awaited = new HashMap<>();

    TopicListener(KafkaConsumer<byte[], byte[]> consumer, Topics topics,
            Consumer<ConsumerRecord<byte[], byte[]>> records) {
        this.consumer = consumer;
        this.topics = topics;
        this.records = records;
    }

    /// Takes up all partitions of both topics.
    ///
    /// @throws org.apache.kafka.common.errors.RetriableException where the brokers or the topics are not there
    void subscribe() {
        List<TopicPartition> events = partitions(topics.keyEvents());
        List<TopicPartition> members = partitions(topics.keyMembers());
        List<TopicPartition> all = new ArrayList<>(events);
        all.addAll(members);
        consumer.assign(all);
        Map<TopicPartition, Long> starts = consumer.beginningOffsets(all);
        Map<TopicPartition, Long> ends = consumer.endOffsets(all);
        awaited = new HashMap<>(ends);
        events.forEach(partition -> consumer.seek(partition,
                Math.max(starts.getOrDefault(partition, 0L), ends.getOrDefault(partition, 0L) - LAST_EVENTS)));
        consumer.seekToBeginning(members);
    }

    /// Hands on what came in, and says whether everything that stood in the topics at the start has.
    boolean poll() {
        for (ConsumerRecord<byte[], byte[]> entry : consumer.poll(POLL)) {
            records.accept(entry);
        }
        awaited.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
        return awaited.isEmpty();
    }

    private List<TopicPartition> partitions(String topic) {
        List<PartitionInfo> infos = consumer.partitionsFor(topic);
        if (infos.isEmpty()) {
            throw new UnknownTopicOrPartitionException("there is no topic " + topic + " yet");
        }
        return infos.stream().map(info -> new TopicPartition(topic, info.partition())).toList();
    }
}
