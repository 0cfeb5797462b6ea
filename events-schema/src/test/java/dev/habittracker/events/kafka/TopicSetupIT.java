package dev.habittracker.events.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

import dev.habittracker.devstack.junit.DevStack;
import dev.habittracker.devstack.junit.Part;
import dev.habittracker.devstack.junit.StackSlice;
import dev.habittracker.events.CleanupPolicy;
import dev.habittracker.events.Contradiction;
import dev.habittracker.events.FoundTopic;
import dev.habittracker.events.TopicSettings;
import dev.habittracker.events.Topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Against a real broker.
@DevStack(Part.KAFKA)
class TopicSetupIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Admin admin;
    private final Topics topics;

    /// Every test has topics of its own.
    TopicSetupIT(StackSlice stack, TestInfo test) {
        admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()));
        topics = new Topics(stack.topicPrefix() + Integer.toHexString(test.getDisplayName().hashCode()) + ".");
    }

    @AfterEach
    void close() {
        admin.close();
    }

    @Test
    void missingTopics_areCreatedAsWanted_andAreThenAsWanted() {
        TopicSetup setup = new TopicSetup(admin, TIMEOUT);

        setup.ensure(TopicSettings.ofKeys(topics, 1));
        setup.ensure(TopicSettings.ofAudit(topics, 1));

        assertThat(find(topics.keyMembers())).contains(new FoundTopic(topics.keyMembers(), 1, 1, 1,
                Set.of(CleanupPolicy.COMPACT), Duration.ofDays(7)));
        assertThat(find(topics.auditRecords())).contains(new FoundTopic(topics.auditRecords(), 3, 1, 1,
                Set.of(CleanupPolicy.DELETE), Duration.ofDays(30)));
        assertThat(find(topics.auditDeadLetters())).contains(
                new FoundTopic(topics.auditDeadLetters(), 1, 1, 1, Set.of(CleanupPolicy.DELETE), null));
        assertThatCode(() -> setup.ensure(TopicSettings.ofKeys(topics, 1))).doesNotThrowAnyException();
    }

    @Test
    void topicsThatFallShort_areRefused_allAtOnce_andLeftAsTheyAre() throws Exception {
        admin.createTopics(List.of(
                new NewTopic(topics.keyMembers(), 1, (short) 1).configs(Map.of("cleanup.policy", "compact,delete")),
                new NewTopic(topics.keyEvents(), 1, (short) 1).configs(Map.of("retention.ms", "60000")))).all().get();

        assertThatThrownBy(() -> new TopicSetup(admin, TIMEOUT).ensure(TopicSettings.ofKeys(topics, 1)))
                .isInstanceOfSatisfying(TopicSetupException.class,
                        e -> assertThat(e.contradictions()).extracting(Contradiction::setting)
                                .containsExactly("retention.ms", "cleanup.policy"))
                .hasMessageContaining("kafka-configs --alter --topic " + topics.keyMembers());

        assertThat(find(topics.keyMembers())).map(FoundTopic::cleanup)
                .contains(Set.of(CleanupPolicy.COMPACT, CleanupPolicy.DELETE));
    }

    @Test
    void manyThatCreateTheSameTopics_allSucceed() throws Exception {
        Callable<Boolean> start = () -> {
            new TopicSetup(admin, TIMEOUT).ensure(TopicSettings.ofKeys(topics, 1));
            return true;
        };
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> started : threads.invokeAll(IntStream.range(0, 8).mapToObj(i -> start).toList())) {
                assertThat(started.get()).isTrue();
            }
        }
    }

    @Test
    void moreReplicasThanBrokers_areRefused_sayingWhatToChange() {
        assertThatThrownBy(
                () -> new TopicSetup(admin, TIMEOUT).ensure(List.of(TopicSettings.keyEvents(topics, 3))))
                .isInstanceOf(TopicSetupException.class).hasMessage("Topic " + topics.keyEvents()
                        + " could not be created: configure a replication of at most the number of brokers");
    }

    @Test
    void aBrokerThatDoesNotAnswer_isNamedAsTheTrouble() {
        Admin nobody = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:1"));
        try {
            assertThatThrownBy(() -> new TopicSetup(nobody, Duration.ofMillis(300))
                    .ensure(List.of(TopicSettings.keyEvents(topics, 1)))).isInstanceOf(TopicSetupException.class)
                    .hasMessageContaining("check the bootstrap servers and that the broker is up");
        } finally {
            nobody.close(Duration.ZERO);
        }
    }

    private Optional<FoundTopic> find(String topic) {
        return new BrokerTopics(admin, TIMEOUT).find(topic);
    }
}
