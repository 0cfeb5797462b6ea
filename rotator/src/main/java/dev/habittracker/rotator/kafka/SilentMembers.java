package dev.habittracker.rotator.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.habittracker.events.MemberKey;
import dev.habittracker.events.kafka.MemberStatusRecords;
import dev.habittracker.keyring.kafka.KafkaBusSettings;

/// Takes members off the topic that died without a farewell: every process has an id of its own, and compaction would keep
/// the last status of each for ever.
public final class SilentMembers {

    private static final Logger LOG = LoggerFactory.getLogger(SilentMembers.class);
    private static final Duration WITHIN = Duration.ofSeconds(5);

    private final KafkaBusSettings settings;

    /// @param settings how to reach the brokers, and the topics' names
    public SilentMembers(KafkaBusSettings settings) {
        this.settings = settings;
    }

    /// Leaves a tombstone for each, on every partition: rotators send to all of them. What fails comes again.
    public void remove(String keyring, Set<String> instances) {
        if (instances.isEmpty()) {
            return;
        }
        String topic = settings.topics().keyMembers();
        try (KafkaProducer<String, byte @Nullable []> producer = new KafkaProducer<>(properties())) {
            for (String instance : instances) {
                String key = MemberStatusRecords.tombstone(topic, new MemberKey(keyring, instance)).key();
                for (PartitionInfo partition : producer.partitionsFor(topic)) {
                    producer.send(new ProducerRecord<>(topic, partition.partition(), key, null));
                }
            }
            producer.flush();
            LOG.info("keyring {}: took silent members off the topic: {}", keyring, instances);
        } catch (KafkaException e) {
            LOG.info("keyring {}: silent members stay on the topic for now: {}", keyring,
                    e.getClass().getSimpleName());
        }
    }

    private Map<String, Object> properties() {
        Map<String, Object> properties = settings.common();
        properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        properties.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, WITHIN.toMillis());
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) WITHIN.toMillis());
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) WITHIN.toMillis());
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        return properties;
    }
}
