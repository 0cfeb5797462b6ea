package dev.habittracker.auditconsumer.kafka;

import java.util.HashMap;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;

/** Makes the consumers that feed the store. */
public final class StoreContainer {

    private static final int BATCH_RECORDS = 1_000;
    /** Of one batch, long lines included, this much is in memory once as bytes and once as text. */
    private static final int BATCH_BYTES = 16 * 1024 * 1024;

    private StoreContainer() {}

    /**
     * A stopped container; start it once the topics are there.
     *
     * @param properties topics and consumers
     * @param common settings that every consumer needs to reach the brokers
     * @param assignments moves consumers to where the database says
     * @param listener stores
     */
    public static ConcurrentMessageListenerContainer<byte[], byte[]> create(
            AuditKafkaProperties properties,
            Map<String, Object> common,
            Assignments assignments,
            StoreListener listener) {
        Map<String, Object> settings = new HashMap<>(common);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // Every assigned partition is moved before it is read; an offset that does not exist must be seen, not skipped.
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, BATCH_RECORDS);
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, BATCH_BYTES);
        ContainerProperties container = new ContainerProperties(properties.names().auditRecords());
        container.setGroupId(properties.topicPrefix() + properties.consumerGroup());
        container.setAckMode(ContainerProperties.AckMode.BATCH);
        container.setMessageListener(listener);
        container.setConsumerRebalanceListener(assignments);
        ConcurrentMessageListenerContainer<byte[], byte[]> consumers = new ConcurrentMessageListenerContainer<>(
                new DefaultKafkaConsumerFactory<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                container);
        consumers.setBeanName("audit-store");
        consumers.setConcurrency(properties.consumers());
        consumers.setCommonErrorHandler(new StoreErrorHandler(assignments));
        return consumers;
    }
}
