package dev.habittracker.keyring.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

import dev.habittracker.events.Topics;

/// How to reach the brokers.
///
/// @param bootstrapServers `host:port`, several with commas between them
/// @param topics           the names of the topics
/// @param replication      on how many brokers a topic is kept that is missing and made here; one that is there may have
///                         more, and not less
/// @param clientProperties further properties of all clients, such as those for TLS and SASL
public record KafkaBusSettings(String bootstrapServers, Topics topics, int replication,
        Map<String, String> clientProperties) {

    /// Enough for one broker. Where there are more, whoever makes the topics first should say so.
    public static final int DEFAULT_REPLICATION = 1;

    /// How long one answer may take until Kafka counts as away.
    static final Duration SEND_TIMEOUT = Duration.ofSeconds(3);

    public KafkaBusSettings {
        if (bootstrapServers.isBlank()) {
            throw new IllegalArgumentException(
                    "keyring.kafka.bootstrap-servers is blank: give host:port, or leave it out to"
                            + " poll Vault only");
        }
        if (replication < 1) {
            throw new IllegalArgumentException("keyring.kafka.replication must be at least 1, not " + replication);
        }
        clientProperties = Map.copyOf(clientProperties);
    }

    /// The same for topics on one broker each.
    public KafkaBusSettings(String bootstrapServers, Topics topics, Map<String, String> clientProperties) {
        this(bootstrapServers, topics, DEFAULT_REPLICATION, clientProperties);
    }

    /// The same for topics that are kept on so many brokers.
    public KafkaBusSettings withReplication(int replication) {
        return new KafkaBusSettings(bootstrapServers, topics, replication, clientProperties);
    }

    /// Properties that all clients share.
    public Map<String, Object> common() {
        Map<String, Object> properties = new HashMap<>(clientProperties);
        properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        properties.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1000);
        return properties;
    }

    Map<String, Object> consumer() {
        Map<String, Object> properties = common();
        properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        // no group: every process hears everything
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) SEND_TIMEOUT.toMillis());
        properties.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 5000);
        return properties;
    }

    Map<String, Object> producer() {
        Map<String, Object> properties = common();
        properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        properties.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, SEND_TIMEOUT.toMillis());
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) SEND_TIMEOUT.toMillis() - 500);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) SEND_TIMEOUT.toMillis());
        return properties;
    }
}
