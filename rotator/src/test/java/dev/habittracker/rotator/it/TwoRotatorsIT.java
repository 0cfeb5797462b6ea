package dev.habittracker.rotator.it;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import dev.habittracker.devstack.junit.DevStack;
import dev.habittracker.devstack.junit.StackSlice;
import dev.habittracker.events.KeyEvent;
import dev.habittracker.rotator.reconcile.EventTopic;

import static org.assertj.core.api.Assertions.assertThat;

/** Two rotators on one Vault, one Kafka and one database. */
@DevStack
class TwoRotatorsIT {

    private static final Duration PERIOD = Duration.ofSeconds(5);

    private static RotatorNode first;
    private static RotatorNode second;

    @BeforeAll
    static void start(StackSlice slice) {
        first = RotatorNode.start(slice, "rotator.keyrings[0].cron=every 5s").withRing();
        second = RotatorNode.start(slice, "rotator.keyrings[0].cron=every 5s", "keyring.max-token-lifetime=1500ms")
                .withRing();
    }

    @AfterAll
    static void stop() {
        second.close();
        first.close();
    }

    @RepeatedTest(3)
    void rotate_askedOfBothAtOnceWhenDueBySchedule_rotatesOnce() {
        JsonNode before = first.api().state();
        Instant due = Instant.parse(before.path("due").asString());
        Awaitility.await().atMost(PERIOD.multipliedBy(3)).pollInterval(Duration.ofMillis(10))
                .until(() -> Instant.now().isAfter(due.minusMillis(100)));
        String key = UUID.randomUUID().toString();
        CountDownLatch go = new CountDownLatch(1);
        List<CompletableFuture<OperatorApi.Answer>> answers = List.of(first, second, first, second).stream()
                .map(node -> CompletableFuture.supplyAsync(() -> {
                    await(go);
                    return node.api().post("rotate", key, "{}");
                }, task -> Thread.ofVirtual().start(task))).toList();
        go.countDown();

        List<JsonNode> accepted = answers.stream().map(CompletableFuture::join).map(OperatorApi.Answer::body).toList();
        assertThat(accepted).extracting(body -> body.path("id").asString()).hasSize(4).containsOnly(
                accepted.getFirst().path("id").asString());
        JsonNode ended = second.api().ended(accepted.getFirst().path("id").asString());
        assertThat(ended.path("state").asString()).as("%s", ended).isEqualTo("done");
        assertThat(first.api().state().path("active").asString()).as("rotated once, not twice")
                .isEqualTo(before.path("next").asString());
    }

    @Test
    void schedule_onTwoNodes_rotatesOncePerPeriodAndTellsEachVersionOnce() {
        JsonNode before = first.api().state();
        Awaitility.await().atMost(PERIOD.multipliedBy(8)).pollInterval(Duration.ofMillis(200)).until(() -> rotated()
                .filter(event -> event.header().version() > before.path("version").asLong()).count() >= 3);

        List<Instant> decided = rotated().filter(event -> event.header().version() > before.path("version").asLong())
                .map(event -> event.header().decided()).toList();
        for (int i = 1; i < decided.size(); i++) {
            assertThat(Duration.between(decided.get(i - 1), decided.get(i))).isGreaterThanOrEqualTo(PERIOD);
        }
        List<Long> versions = events().map(event -> event.header().version()).distinct().toList();
        assertThat(versions).isSorted();
        assertThat(versions.getLast() - versions.getFirst()).as("no version is missing in the topic")
                .isEqualTo(versions.size() - 1L);
        assertThat(events().map(event -> event.header().version() + event.header().writeId()).distinct()
                .count()).as("no version was written twice").isEqualTo(versions.size());
    }

    @Test
    void policy_configuredDifferentlyOnOneNode_isLeftAloneByBoth() {
        assertThat(second.api().state().path("policy_note").asString()).contains("\"max_token_lifetime\":\"PT1.5S\"");
        assertThat(first.api().state().path("policy").path("max_token_lifetime").asString()).isEqualTo("PT1S");
        assertThat(events().map(event -> event.type().wireName())).doesNotContain("policy-changed");
    }

    private static Stream<KeyEvent> events() {
        return first.context().getBean(EventTopic.class).tail(RotatorNode.KEYRING).events().stream();
    }

    private static Stream<KeyEvent> rotated() {
        return events().filter(event -> event.type().wireName().equals("key-rotated"));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
