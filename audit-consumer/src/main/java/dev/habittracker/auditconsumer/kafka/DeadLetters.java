package dev.habittracker.auditconsumer.kafka;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The topic of messages that could not be stored. Each goes there whole, with its key, value and headers, and says in
 * further headers where it came from and why: {@code dead-letter-topic}, {@code -partition}, {@code -offset},
 * {@code -reason}. After a crash a message may be there twice; topic, partition and offset tell.
 */
public final class DeadLetters implements AutoCloseable {

    private final String topic;
    private final Producer<byte[], byte[]> producer;

    /**
     * @param properties topics and sizes
     * @param common settings that every producer needs to reach the brokers
     */
    public DeadLetters(AuditKafkaProperties properties, Map<String, Object> common) {
        this.topic = properties.names().auditDeadLetters();
        Map<String, Object> settings = new HashMap<>(common);
        settings.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, properties.maxDeadLetterBytes());
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * Sends a message and waits until Kafka has it.
     *
     * @throws KafkaException if Kafka has not
     */
    public void send(ConsumerRecord<byte[], byte[]> message, String reason) {
        ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(topic, null, message.key(), message.value(),
                message.headers());
        add(letter, "dead-letter-topic", message.topic());
        add(letter, "dead-letter-partition", Integer.toString(message.partition()));
        add(letter, "dead-letter-offset", Long.toString(message.offset()));
        add(letter, "dead-letter-reason", reason);
        try {
            producer.send(letter).get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while sending a dead letter", e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }

    private static void add(ProducerRecord<byte[], byte[]> letter, String name, String value) {
        letter.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
