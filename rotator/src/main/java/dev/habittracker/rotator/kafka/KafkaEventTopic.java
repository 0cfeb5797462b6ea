package dev.habittracker.rotator.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

import dev.habittracker.events.KeyEvent;
import dev.habittracker.events.kafka.Decoded;
import dev.habittracker.events.kafka.KeyEventRecords;
import dev.habittracker.keyring.kafka.KafkaBusSettings;
import dev.habittracker.rotator.known.EventTail;
import dev.habittracker.rotator.reconcile.EventTopic;
import dev.habittracker.rotator.reconcile.UnavailableException;

/// The topic of key events on Kafka. The producer is idempotent and sends one record at a time, so that no event overtakes
/// another. Any thread may call; calls come one after the other.
public final class KafkaEventTopic implements EventTopic, AutoCloseable {

    /// The keyring's last event is the highest among so many records: repeats are allowed, and other keyrings write too.
    private static final long LAST_RECORDS = 1000;
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(3);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

    private final KafkaBusSettings settings;
    private @Nullable KafkaConsumer<byte[], byte[]> consumer;
    private @Nullable KafkaProducer<String, byte[]> producer;

    /// @param settings how to reach the brokers, and the topics' names
    public KafkaEventTopic(KafkaBusSettings settings) {
        this.settings = settings;
    }

    @Override
    public synchronized EventTail tail(String keyring) {
        try {
            return read(consumer(), keyring);
        } catch (KafkaException e) {
            closeConsumer();
            throw away("the last events cannot be read", e);
        }
    }

    @Override
    public synchronized void send(KeyEvent event) {
        try {
            producer().send(KeyEventRecords.write(settings.topics().keyEvents(), event))
                    .get(ANSWER_WITHIN.multipliedBy(2).toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw away("an event was not acknowledged", e.getCause());
        } catch (TimeoutException e) {
            throw away("an event was not acknowledged in time", e);
        } catch (KafkaException e) {
            throw away("an event was not sent", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("interrupted while an event was sent", e);
        }
    }

    private EventTail read(KafkaConsumer<byte[], byte[]> open, String keyring) {
        String topic = settings.topics().keyEvents();
        List<TopicPartition> partitions = open.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition())).toList();
        if (partitions.isEmpty()) {
            throw new UnavailableException("there is no topic " + topic + " yet", null);
        }
        open.assign(partitions);
        Map<TopicPartition, Long> starts = open.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = new HashMap<>(open.endOffsets(partitions));
        partitions.forEach(partition -> open.seek(partition, Math.max(starts.getOrDefault(partition, 0L),
                ends.getOrDefault(partition, 0L) - LAST_RECORDS)));
        List<KeyEvent> events = new ArrayList<>();
        long giveUp = System.nanoTime() + ANSWER_WITHIN.toNanos();
        ends.entrySet().removeIf(end -> open.position(end.getKey()) >= end.getValue());
        while (!ends.isEmpty()) {
            open.poll(Duration.ofMillis(100)).forEach(entry -> take(entry, keyring, events));
            ends.entrySet().removeIf(end -> open.position(end.getKey()) >= end.getValue());
            if (!ends.isEmpty() && System.nanoTime() - giveUp > 0) {
                throw new UnavailableException("Kafka at " + settings.bootstrapServers()
                        + " did not give the last events within " + ANSWER_WITHIN, null);
            }
        }
        return new EventTail(events);
    }

    /// What cannot be read, or is of a kind that only a later version knows, says nothing here; members' listeners report it.
    private static void take(ConsumerRecord<byte[], byte[]> entry, String keyring, List<KeyEvent> events) {
        if (KeyEventRecords.read(entry) instanceof Decoded.Event<KeyEvent>(KeyEvent event)
                && event.header().keyring().equals(keyring)) {
            events.add(event);
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        KafkaConsumer<byte[], byte[]> open = consumer;
        if (open == null) {
            Map<String, Object> properties = consumerProperties(settings);
            // a fetch left waiting at the topic's end would hold up the next reading by so much
            properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 10);
            open = new KafkaConsumer<>(properties);
            consumer = open;
        }
        return open;
    }

    private KafkaProducer<String, byte[]> producer() {
        KafkaProducer<String, byte[]> open = producer;
        if (open == null) {
            open = new KafkaProducer<>(producerProperties());
            producer = open;
        }
        return open;
    }

    static Map<String, Object> consumerProperties(KafkaBusSettings settings) {
        Map<String, Object> properties = settings.common();
        properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        // no group: every rotator hears everything
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) ANSWER_WITHIN.toMillis());
        properties.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) ANSWER_WITHIN.toMillis());
        properties.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 5000);
        return properties;
    }

    private Map<String, Object> producerProperties() {
        Map<String, Object> properties = settings.common();
        properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        properties.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, ANSWER_WITHIN.toMillis());
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) ANSWER_WITHIN.toMillis());
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) ANSWER_WITHIN.toMillis());
        return properties;
    }

    private UnavailableException away(String what, @Nullable Throwable cause) {
        return new UnavailableException("Kafka at " + settings.bootstrapServers() + ": " + what + " ("
                + (cause == null ? "no cause" : cause.getClass().getSimpleName()) + ")", cause);
    }

    private void closeConsumer() {
        if (consumer != null) {
            consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(CLOSE_WITHIN));
            consumer = null;
        }
    }

    @Override
    public synchronized void close() {
        closeConsumer();
        if (producer != null) {
            producer.close(CLOSE_WITHIN);
            producer = null;
        }
    }
}
