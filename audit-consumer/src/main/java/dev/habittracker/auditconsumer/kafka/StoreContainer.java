package dev.habittracker.auditconsumer.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.event.ConsumerStoppedEvent;
import org.springframework.kafka.event.ConsumerStoppedEvent.Reason;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.MessageListenerContainer;

import dev.habittracker.auditconsumer.store.StoreStatus;

/** Makes the consumers that feed the store. */
public final class StoreContainer {

    private static final int BATCH_RECORDS = 1_000;
    /** Of one batch, long lines included, this much is in memory once as bytes and once as text. */
    private static final int BATCH_BYTES = 16 * 1024 * 1024;

    /** For so long nobody stores what a killed consumer was to store; a consumer that was only slow repeats nothing. */
    private static final int SESSION_TIMEOUT_MS = 10_000;
    private static final Duration AUTH_RETRY = Duration.ofSeconds(10);

    private StoreContainer() {}

    /**
     * A stopped container; start it once the topics are there.
     *
     * @param properties topics and consumers
     * @param common settings that every consumer needs to reach the brokers
     * @param assignments moves consumers to where the database says
     * @param listener stores
     * @param status is told when a consumer ends that was not stopped
     */
    public static ConcurrentMessageListenerContainer<byte[], byte[]> create(
            AuditKafkaProperties properties,
            Map<String, Object> common,
            Assignments assignments,
            StoreListener listener,
            StoreStatus status) {
        Map<String, Object> settings = new HashMap<>(common);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // Every assigned partition is moved before it is read; an offset that does not exist must be seen, not skipped.
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        // A topic that is gone is an operator's affair; created in passing, it would have the broker's settings.
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MS);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, BATCH_RECORDS);
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, BATCH_BYTES);
        ContainerProperties container = new ContainerProperties(properties.names().auditRecords());
        container.setGroupId(properties.topicPrefix() + properties.consumerGroup());
        container.setAckMode(ContainerProperties.AckMode.BATCH);
        container.setMessageListener(listener);
        container.setConsumerRebalanceListener(assignments);
        // Without it, a refused login or a missing right ends the consumer for good.
        container.setAuthExceptionRetryInterval(AUTH_RETRY);
        ConcurrentMessageListenerContainer<byte[], byte[]> consumers = new ConcurrentMessageListenerContainer<>(
                new DefaultKafkaConsumerFactory<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                container);
        consumers.setBeanName("audit-store");
        consumers.setConcurrency(properties.consumers());
        consumers.setCommonErrorHandler(new StoreErrorHandler(assignments));
        consumers.setApplicationEventPublisher(event -> {
            if (event instanceof ConsumerStoppedEvent stopped && stopped.getReason() != Reason.NORMAL) {
                status.broken("a consumer of audit records has ended (" + stopped.getReason()
                        + "): see the log, then start the service again");
            }
        });
        return consumers;
    }

    /**
     * For how long the consumers have not sent a heartbeat: a consumer that does not reach its brokers fails in nothing,
     * it only gets no records. Zero before the first.
     */
    public static Duration sinceHeartbeat(MessageListenerContainer consumers) {
        double seconds = consumers.metrics().values().stream().flatMap(metrics -> metrics.entrySet().stream())
                .filter(metric -> metric.getKey().name().equals("last-heartbeat-seconds-ago"))
                .mapToDouble(metric -> metric.getValue().metricValue() instanceof Double value ? value : 0)
                .max().orElse(0);
        return Duration.ofSeconds(Math.max(0, (long) seconds));
    }
}
