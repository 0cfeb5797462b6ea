package dev.habittracker.rotator.it;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import dev.habittracker.devstack.junit.DevStack;
import dev.habittracker.devstack.junit.StackSlice;
import dev.habittracker.events.MemberRole;
import dev.habittracker.events.MemberStatus;
import dev.habittracker.events.Topics;
import dev.habittracker.events.kafka.DeadLetters;
import dev.habittracker.events.kafka.MemberStatusRecords;
import dev.habittracker.rotator.schedule.Duties;

import static org.assertj.core.api.Assertions.assertThat;

/** What else stands on the topics: garbage, events of a later version, members that died. */
@DevStack
class TopicsIT {

    private static StackSlice slice;
    private static Topics topics;
    private static RotatorNode node;
    private static KafkaProducer<byte[], byte[]> producer;

    @BeforeAll
    static void start(StackSlice injected) {
        slice = injected;
        topics = new Topics(slice.topicPrefix());
        node = RotatorNode.start(slice).withRing();
        producer = new KafkaProducer<>(Map.of("bootstrap.servers", slice.bootstrapServers()),
                new ByteArraySerializer(), new ByteArraySerializer());
    }

    @AfterAll
    static void stop() {
        producer.close();
        node.close();
    }

    @Test
    void record_thatNobodyCanRead_isADeadLetterOnceAndStopsNothing() throws Exception {
        send(new ProducerRecord<>(topics.keyEvents(), bytes("habit-tracker"), bytes("no event")));
        send(new ProducerRecord<>(topics.keyMembers(), bytes("habit-tracker/x"), bytes("{\"no\": \"status\"}")));
        ProducerRecord<byte[], byte[]> later = new ProducerRecord<>(topics.keyEvents(), bytes("habit-tracker"),
                bytes("{}"));
        Map.of("ce_specversion", "1.0", "ce_id", "1", "ce_source", "/keyrings/habit-tracker", "ce_type",
                "dev.habittracker.keys.key-split.v2", "content-type", "application/json")
                .forEach((name, value) -> later.headers().add(name, bytes(value)));
        send(later);

        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> deadLetters().size() == 2);
        assertThat(node.api().command("rotate", "{}").path("state").asString()).isEqualTo("done");
        try (RotatorNode second = RotatorNode.start(slice).withRing()) {
            // it has met them, too, by the time it is heard as a member
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(
                    () -> second.api().get("/members").body().path("members").size() == 2);
        }

        List<ConsumerRecord<byte[], byte[]>> letters = deadLetters();
        assertThat(letters).hasSize(2);
        assertThat(letters).extracting(letter -> header(letter, DeadLetters.TOPIC))
                .containsExactlyInAnyOrder(topics.keyEvents(), topics.keyMembers());
        assertThat(letters).allSatisfy(letter -> {
            assertThat(header(letter, DeadLetters.PARTITION)).isEqualTo("0");
            assertThat(header(letter, DeadLetters.OFFSET)).matches("[0-9]+");
            assertThat(header(letter, DeadLetters.REASON)).isNotBlank();
        });
        assertThat(letters).extracting(letter -> new String(letter.value(), StandardCharsets.UTF_8))
                .containsExactlyInAnyOrder("no event", "{\"no\": \"status\"}");
    }

    @Test
    void member_thatDiedADayAgo_isTakenOffTheTopic() throws Exception {
        Instant yesterday = Instant.now().minus(Duration.ofHours(25));
        MemberStatus dead = new MemberStatus(RotatorNode.KEYRING, "died-yesterday", "habit-api", MemberRole.MEMBER, 1,
                yesterday, Duration.ofMillis(100), null, null, null, null, List.of(), null, null, null, List.of(),
                false, List.of(), null);
        ProducerRecord<String, byte[]> entry = MemberStatusRecords.write(topics.keyMembers(), dead);
        send(new ProducerRecord<>(entry.topic(), null, bytes(entry.key()), entry.value(), entry.headers()));
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> members().contains("died-yesterday"));

        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            node.context().getBean(Duties.class).tidy();
            assertThat(members()).doesNotContain("died-yesterday");
        });
        assertThat(read(topics.keyMembers())).filteredOn(
                found -> new String(found.key(), StandardCharsets.UTF_8).endsWith("/died-yesterday")).last()
                .satisfies(last -> assertThat(last.value()).isNull());
        assertThat(members()).as("who is alive stays").contains("\"service\":\"rotator\"");
    }

    private static String members() {
        return node.api().get("/members").body().toString();
    }

    private static List<ConsumerRecord<byte[], byte[]>> deadLetters() {
        return read(topics.keyDeadLetters());
    }

    private static List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", slice.bootstrapServers(), "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition only = new TopicPartition(topic, 0);
            consumer.assign(List.of(only));
            long end = consumer.endOffsets(List.of(only)).getOrDefault(only, 0L);
            List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
            while (consumer.position(only) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(all::add);
            }
            return all;
        }
    }

    private static void send(ProducerRecord<byte[], byte[]> entry) throws ExecutionException, InterruptedException {
        producer.send(entry).get();
    }

    private static String header(ConsumerRecord<byte[], byte[]> entry, String name) {
        Header header = entry.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
