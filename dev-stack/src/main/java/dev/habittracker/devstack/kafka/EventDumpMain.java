package dev.habittracker.devstack.kafka;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What runs in {@link EventDump}'s JVM: a line for each record, subject and id. */
final class EventDumpMain {

    private EventDumpMain() {}

    /** @param args bootstrap servers, topic, and the file to write */
    public static void main(String[] args) throws IOException {
        Map<String, Object> settings = Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, args[0],
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        List<String> lines = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(args[1]).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(entry -> lines.add(header(entry, "ce_subject") + "\t" + header(entry, "ce_id")));
            }
        }
        Files.write(Path.of(args[2]), lines, StandardCharsets.UTF_8);
    }

    private static String header(ConsumerRecord<byte[], byte[]> entry, String name) {
        return new String(Objects.requireNonNull(entry.headers().lastHeader(name), name).value(),
                StandardCharsets.UTF_8);
    }
}
