package dev.habittracker.events.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import dev.habittracker.devstack.junit.DevStack;
import dev.habittracker.devstack.junit.Part;
import dev.habittracker.devstack.junit.StackSlice;
import dev.habittracker.events.EventType;
import dev.habittracker.events.MemberKey;
import dev.habittracker.events.Samples;
import dev.habittracker.events.TopicSettings;
import dev.habittracker.events.Topics;
import dev.habittracker.events.kafka.Decoded.Event;
import dev.habittracker.events.kafka.Decoded.Malformed;
import dev.habittracker.events.kafka.Decoded.Tombstone;

import static org.assertj.core.api.Assertions.assertThat;

/// Through a real broker.
@DevStack(Part.KAFKA)
class RecordsIT {

    private final Map<String, Object> broker;
    private final Topics topics;

    RecordsIT(StackSlice stack) {
        broker = Map.of("bootstrap.servers", stack.bootstrapServers());
        topics = new Topics(stack.topicPrefix());
        try (Admin admin = Admin.create(broker)) {
            new TopicSetup(admin, Duration.ofSeconds(30)).ensure(TopicSettings.ofKeys(topics, 1));
        }
    }

    @Test
    void whatIsWritten_isReadAsItWas_andWhatNobodyCanRead_goesToTheDeadLettersWhole() throws Exception {
        byte[] garbage = {(byte) 0xFF, 0, 1};
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(broker, new StringSerializer(),
                new ByteArraySerializer())) {
            for (EventType type : EventType.values()) {
                send(producer, KeyEventRecords.write(topics.keyEvents(), Samples.event(type)));
            }
            send(producer, new ProducerRecord<>(topics.keyEvents(), Samples.KEYRING, garbage));
            send(producer, MemberStatusRecords.write(topics.keyMembers(), Samples.status()));
            send(producer, MemberStatusRecords.tombstone(topics.keyMembers(), MemberKey.of(Samples.status())));
        }

        int events = EventType.values().length;
        List<ConsumerRecord<byte[], byte[]>> onEvents = read(topics.keyEvents(), events + 1);
        for (EventType type : EventType.values()) {
            assertThat(KeyEventRecords.read(onEvents.get(type.ordinal()))).isEqualTo(new Event<>(Samples.event(type)));
        }
        ConsumerRecord<byte[], byte[]> unreadable = onEvents.get(events);
        assertThat(KeyEventRecords.read(unreadable)).isInstanceOfSatisfying(Malformed.class, malformed -> {
            assertThat(malformed.topic()).isEqualTo(topics.keyEvents());
            assertThat(malformed.offset()).isEqualTo(events);
        });

        List<ConsumerRecord<byte[], byte[]>> onMembers = read(topics.keyMembers(), 2);
        assertThat(MemberStatusRecords.read(onMembers.get(0))).isEqualTo(new Event<>(Samples.status()));
        assertThat(MemberStatusRecords.read(onMembers.get(1)))
                .isEqualTo(new Tombstone<>(MemberKey.of(Samples.status()).toString()));

        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(broker, new ByteArraySerializer(),
                new ByteArraySerializer())) {
            send(producer, DeadLetters.of(topics.keyDeadLetters(), unreadable, "not a CloudEvent"));
        }
        ConsumerRecord<byte[], byte[]> letter = read(topics.keyDeadLetters(), 1).getFirst();
        assertThat(letter.value()).isEqualTo(garbage);
        assertThat(Consumed.headers(letter.headers())).containsEntry("dead-letter-topic", topics.keyEvents())
                .containsEntry("dead-letter-offset", String.valueOf(events))
                .containsEntry("dead-letter-reason", "not a CloudEvent").containsKey("dead-letter-timestamp");
    }

    private static <K> void send(KafkaProducer<K, byte[]> producer, ProducerRecord<K, byte[]> sent)
            throws ExecutionException, InterruptedException {
        producer.send(sent).get();
    }

    private List<ConsumerRecord<byte[], byte[]>> read(String topic, int count) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(broker, new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = List.of(new TopicPartition(topic, 0));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
                return records.size() >= count;
            });
        }
        assertThat(records).hasSize(count);
        return records;
    }
}
