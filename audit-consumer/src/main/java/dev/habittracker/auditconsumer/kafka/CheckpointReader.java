package dev.habittracker.auditconsumer.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

import dev.habittracker.auditconsumer.record.Source;
import dev.habittracker.auditconsumer.tail.Checkpoint;

/**
 * Reads the compacted topic of checkpoints to its end.
 *
 * <p>The end is that of all records, not the last stable offset: where another node's transaction is open, the last
 * stable offset stands before checkpoints that were committed after it had begun, and a tail that stops there begins too
 * early. So this waits until that transaction has ended, which the broker sees to.
 */
final class CheckpointReader {

    private static final Duration POLL = Duration.ofMillis(200);

    private final String topic;
    private final Map<String, Object> settings;
    private final Duration patience;

    CheckpointReader(String topic, Map<String, Object> common, Duration patience) {
        this.topic = topic;
        this.patience = patience;
        this.settings = new HashMap<>(common);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    }

    /** The newest checkpoint of each file of this source, in the order in which they were written. */
    List<Checkpoint> read(Source source) {
        try (KafkaConsumer<String, byte[]> consumer = consumer("read_committed")) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition())).toList();
            Map<TopicPartition, Long> ends = ends(partitions);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<String, Checkpoint> newest = new LinkedHashMap<>();
            long begin = System.nanoTime();
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
                consumer.poll(POLL).forEach(record -> take(record, newest));
                if (System.nanoTime() - begin > patience.toNanos()) {
                    throw new TimeoutException("the topic " + topic + " could not be read to its end within " + patience
                            + ": a transaction on it is still open");
                }
            }
            return newest.values().stream().filter(checkpoint -> checkpoint.source().equals(source)).toList();
        }
    }

    private Map<TopicPartition, Long> ends(List<TopicPartition> partitions) {
        try (KafkaConsumer<String, byte[]> consumer = consumer("read_uncommitted")) {
            return consumer.endOffsets(partitions);
        }
    }

    private KafkaConsumer<String, byte[]> consumer(String isolation) {
        Map<String, Object> isolated = new HashMap<>(settings);
        isolated.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
        return new KafkaConsumer<>(isolated, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private void take(ConsumerRecord<String, byte[]> record, Map<String, Checkpoint> newest) {
        if (record.value() == null) {
            newest.remove(record.key());
            return;
        }
        try {
            newest.remove(record.key());
            newest.put(record.key(), CheckpointJson.read(record.value()));
        } catch (IllegalArgumentException e) {
            // Begun anew, the file's lines would be sent twice; guessed, some would be lost. A human has to decide.
            throw new IllegalStateException("the checkpoint at " + topic + "-" + record.partition() + "@"
                    + record.offset() + " cannot be read (" + e.getMessage() + "); write a tombstone for the key "
                    + record.key() + " to have that file read from its start: the store ignores what it has", e);
        }
    }
}
