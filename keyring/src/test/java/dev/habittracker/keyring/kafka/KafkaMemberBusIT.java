package dev.habittracker.keyring.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.habittracker.devstack.junit.DevStack;
import dev.habittracker.devstack.junit.Part;
import dev.habittracker.devstack.junit.StackSlice;
import dev.habittracker.events.KeyRetired;
import dev.habittracker.events.MemberKey;
import dev.habittracker.events.MemberRole;
import dev.habittracker.events.MemberStatus;
import dev.habittracker.events.TopicSettings;
import dev.habittracker.events.Topics;
import dev.habittracker.events.WriteHeader;
import dev.habittracker.events.kafka.KeyEventRecords;
import dev.habittracker.events.kafka.TopicSetup;
import dev.habittracker.keyring.follow.MemberInput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@DevStack(Part.KAFKA)
class KafkaMemberBusIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final StackSlice stack;
    private final Topics topics;
    private final List<AutoCloseable> open = new ArrayList<>();

    KafkaMemberBusIT(StackSlice stack) {
        this.stack = stack;
        this.topics = new Topics(stack.topicPrefix() + Long.toHexString(System.nanoTime()) + ".");
    }

    /// Further partitions than the default, which a broker's owner may well have given them.
    @BeforeEach
    void topicsExist() {
        createTopics(3);
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    @Test
    void hears_what_stands_in_the_topics_before_it_has_caught_up() throws Exception {
        publish(event("habit-tracker", 7));
        publish(event("another-keyring", 9));

        LinkedBlockingQueue<MemberInput> heard = listen("a");

        await().atMost(PATIENCE).until(() -> heard.stream().anyMatch(MemberInput.CaughtUp.class::isInstance));
        List<MemberInput> before = heard.stream().takeWhile(input -> !(input instanceof MemberInput.CaughtUp)).toList();
        assertThat(before).hasSize(1).first().isInstanceOfSatisfying(MemberInput.EventHeard.class,
                event -> assertThat(event.event().header().version()).isEqualTo(7));
    }

    @Test
    void a_status_is_acknowledged_and_heard_by_all_and_a_closed_member_is_taken_off() throws Exception {
        LinkedBlockingQueue<MemberInput> heard = new LinkedBlockingQueue<>();
        KafkaMemberBus sender = bus("a", StatusSpread.BY_KEY, Unreadable.LOGGED);
        sender.start(input -> {});
        bus("b", StatusSpread.BY_KEY, Unreadable.LOGGED).start(heard::add);

        sender.send(status("a")).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

        await().atMost(PATIENCE).until(() -> statuses(heard) == 1);
        sender.close();
        assertThat(lastValuesOfMembers()).containsExactly(Optional.empty());
    }

    @Test
    void a_rotators_status_comes_back_from_every_partition() throws Exception {
        LinkedBlockingQueue<MemberInput> heard = new LinkedBlockingQueue<>();
        KafkaMemberBus rotator = bus("r", StatusSpread.EVERY_PARTITION, Unreadable.LOGGED);
        rotator.start(heard::add);

        rotator.send(status("r")).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

        await().atMost(PATIENCE).until(() -> statuses(heard) == 3);
    }

    @Test
    void a_record_that_cannot_be_read_is_handed_over_with_its_coordinates_and_stops_nothing() throws Exception {
        LinkedBlockingQueue<String> unreadable = new LinkedBlockingQueue<>();
        LinkedBlockingQueue<MemberInput> heard = new LinkedBlockingQueue<>();
        bus("a", StatusSpread.BY_KEY, (entry, reason) -> unreadable.add(entry.topic() + "@" + entry.offset()))
                .start(heard::add);

        send(new ProducerRecord<>(topics.keyEvents(), "habit-tracker", "{ not json".getBytes(StandardCharsets.UTF_8)));
        publish(event("habit-tracker", 8));

        await().atMost(PATIENCE).until(() -> heard.stream().anyMatch(MemberInput.EventHeard.class::isInstance));
        assertThat(unreadable).containsExactly(topics.keyEvents() + "@0");
    }

    @Test
    void a_failure_of_this_process_is_reported_and_it_listens_again() throws Exception {
        AtomicInteger failures = new AtomicInteger();
        LinkedBlockingQueue<MemberInput> heard = new LinkedBlockingQueue<>();
        bus("a", StatusSpread.BY_KEY, (entry, reason) -> {
            if (failures.getAndIncrement() == 0) {
                throw new IllegalStateException("planted");
            }
        }).start(heard::add);

        send(new ProducerRecord<>(topics.keyEvents(), "habit-tracker", "{ not json".getBytes(StandardCharsets.UTF_8)));
        await().atMost(PATIENCE)
                .until(() -> heard.stream().anyMatch(input -> input instanceof MemberInput.BusUnheard lost
                        && lost.problem().contains("IllegalStateException")));

        publish(event("habit-tracker", 8));
        await().atMost(PATIENCE).until(() -> events(heard) > 0);
        assertThat(failures).as("read again from the start").hasValue(2);
    }

    @Test
    void topics_made_anew_are_heard_from_their_start() throws Exception {
        LinkedBlockingQueue<MemberInput> heard = listen("a");
        publish(event("habit-tracker", 1));
        await().atMost(PATIENCE).until(() -> events(heard) == 1);

        try (Admin admin = admin()) {
            admin.deleteTopics(List.of(topics.keyEvents(), topics.keyMembers())).all().get();
        }
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> createTopics(1));
        publish(event("habit-tracker", 2));

        await().atMost(PATIENCE)
                .until(() -> heard.stream().anyMatch(input -> input instanceof MemberInput.EventHeard event
                        && event.event().header().version() == 2));
    }

    @Test
    void topics_that_are_deleted_are_made_again_and_heard() throws Exception {
        LinkedBlockingQueue<MemberInput> heard = listen("a");
        publish(event("habit-tracker", 1));
        await().atMost(PATIENCE).until(() -> events(heard) == 1);
        Uuid deleted = topicId(topics.keyEvents());

        try (Admin admin = admin()) {
            admin.deleteTopics(List.of(topics.keyEvents(), topics.keyMembers())).all().get();
        }

        await().atMost(PATIENCE).ignoreExceptions().until(() -> !topicId(topics.keyEvents()).equals(deleted));
        await().atMost(PATIENCE).ignoreExceptions()
                .until(() -> cleanupPolicy(topics.keyMembers()).equals("compact"));
        publish(event("habit-tracker", 2));
        await().atMost(PATIENCE)
                .until(() -> heard.stream().anyMatch(input -> input instanceof MemberInput.EventHeard event
                        && event.event().header().version() == 2));
    }

    @Test
    void topics_that_are_missing_are_made_as_the_protocol_needs_them() throws Exception {
        Topics missing = new Topics(topics.prefix() + "missing.");
        LinkedBlockingQueue<MemberInput> heard = new LinkedBlockingQueue<>();

        bus("a", new KafkaBusSettings(stack.bootstrapServers(), missing, Map.of())).start(heard::add);

        await().atMost(PATIENCE).until(() -> heard.stream().anyMatch(MemberInput.CaughtUp.class::isInstance));
        assertThat(cleanupPolicy(missing.keyMembers())).isEqualTo("compact");
        assertThat(cleanupPolicy(missing.keyEvents())).isEqualTo("delete");
    }

    @Test
    void a_members_topic_that_forgets_is_not_listened_to_until_it_is_mended() throws Exception {
        alterCleanupPolicy(topics.keyMembers(), "delete");
        LinkedBlockingQueue<MemberInput> heard = listen("a");

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(heard).first().isInstanceOfSatisfying(
                MemberInput.BusUnheard.class, unheard -> assertThat(unheard.problem()).contains(topics.keyMembers(),
                        "cleanup.policy", "compact", "delete", "kafka-configs --alter")));
        assertThat(heard).doesNotHaveAnyElementsOfTypes(MemberInput.CaughtUp.class);

        alterCleanupPolicy(topics.keyMembers(), "compact");

        await().atMost(PATIENCE).until(() -> heard.stream().anyMatch(MemberInput.CaughtUp.class::isInstance));
    }

    @Test
    void more_replicas_than_brokers_are_refused_naming_the_topic() {
        Topics missing = new Topics(topics.prefix() + "replicated.");
        LinkedBlockingQueue<MemberInput> heard = new LinkedBlockingQueue<>();

        bus("a", new KafkaBusSettings(stack.bootstrapServers(), missing, 3, Map.of())).start(heard::add);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(heard).first().isInstanceOfSatisfying(
                MemberInput.BusUnheard.class, unheard -> assertThat(unheard.problem()).contains(missing.keyEvents(),
                        "configure a replication of at most the number of brokers")));
    }

    @Test
    void brokers_that_are_not_there_are_reported_soon_and_nothing_is_thrown() {
        LinkedBlockingQueue<MemberInput> heard = new LinkedBlockingQueue<>();
        KafkaMemberBus bus = bus("a", new KafkaBusSettings("127.0.0.1:1", topics, Map.of()));
        bus.start(heard::add);

        await().atMost(PATIENCE).until(() -> heard.stream().anyMatch(MemberInput.BusUnheard.class::isInstance));
        assertThat(bus.send(status("a"))).failsWithin(PATIENCE).withThrowableOfType(ExecutionException.class);
    }

    /// The last value of each key of the members topic; empty for a tombstone.
    private Collection<Optional<Integer>> lastValuesOfMembers() {
        Map<String, Optional<Integer>> last = new HashMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings().consumer())) {
            TopicListener listener = new TopicListener(consumer, topics,
                    entry -> last.put(new String(entry.key(), StandardCharsets.UTF_8),
                            Optional.ofNullable(entry.value()).map(value -> value.length)));
            listener.subscribe();
            while (!listener.poll()) {
                // until all that stands there was read
            }
        }
        return last.values();
    }

    private LinkedBlockingQueue<MemberInput> listen(String instance) {
        LinkedBlockingQueue<MemberInput> heard = new LinkedBlockingQueue<>();
        bus(instance, StatusSpread.BY_KEY, Unreadable.LOGGED).start(heard::add);
        return heard;
    }

    private KafkaMemberBus bus(String instance, StatusSpread spread, Unreadable unreadable) {
        KafkaMemberBus bus = new KafkaMemberBus(new MemberKey("habit-tracker", instance), settings(), spread,
                unreadable);
        open.add(bus);
        return bus;
    }

    private KafkaMemberBus bus(String instance, KafkaBusSettings settings) {
        KafkaMemberBus bus = new KafkaMemberBus(new MemberKey("habit-tracker", instance), settings, StatusSpread.BY_KEY,
                Unreadable.LOGGED);
        open.add(bus);
        return bus;
    }

    private String cleanupPolicy(String topic) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin = admin()) {
            return Objects.requireNonNull(admin.describeConfigs(List.of(resource)).all().get().get(resource))
                    .get(TopicConfig.CLEANUP_POLICY_CONFIG).value();
        }
    }

    private Uuid topicId(String topic) throws Exception {
        try (Admin admin = admin()) {
            return Objects.requireNonNull(admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic))
                    .topicId();
        }
    }

    private void alterCleanupPolicy(String topic, String policy) throws Exception {
        try (Admin admin = admin()) {
            admin.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic),
                    List.of(new AlterConfigOp(new ConfigEntry(TopicConfig.CLEANUP_POLICY_CONFIG, policy),
                            AlterConfigOp.OpType.SET))))
                    .all().get();
        }
        await().atMost(PATIENCE).until(() -> cleanupPolicy(topic).equals(policy));
    }

    private KafkaBusSettings settings() {
        return new KafkaBusSettings(stack.bootstrapServers(), topics, Map.of());
    }

    private Admin admin() {
        return Admin.create(settings().common());
    }

    private void createTopics(int memberPartitions) {
        try (Admin admin = admin()) {
            new TopicSetup(admin, PATIENCE).ensure(List.of(TopicSettings.keyEvents(topics, 1),
                    TopicSettings.keyMembers(topics, 1).withPartitions(memberPartitions)));
        }
    }

    private void publish(KeyRetired event) throws Exception {
        send(KeyEventRecords.write(topics.keyEvents(), event));
    }

    private void send(ProducerRecord<String, byte[]> entry) throws Exception {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(settings().producer())) {
            producer.send(entry).get();
        }
    }

    private static long statuses(LinkedBlockingQueue<MemberInput> heard) {
        return heard.stream().filter(MemberInput.StatusHeard.class::isInstance).count();
    }

    private static long events(LinkedBlockingQueue<MemberInput> heard) {
        return heard.stream().filter(MemberInput.EventHeard.class::isInstance).count();
    }

    private static KeyRetired event(String keyring, long version) {
        return new KeyRetired(new WriteHeader(keyring, 1_795_500_000L, version, "w" + version,
                Instant.parse("2026-11-24T12:00:00Z"), "for a test", null, "test"), List.of());
    }

    private static MemberStatus status(String instance) {
        return new MemberStatus("habit-tracker", instance, "test", MemberRole.MEMBER, 1,
                Instant.parse("2026-11-24T12:00:00Z"), Duration.ofSeconds(5), null, null, null, null, List.of(), null,
                null,
                null, List.of(), false, List.of(), null);
    }
}
