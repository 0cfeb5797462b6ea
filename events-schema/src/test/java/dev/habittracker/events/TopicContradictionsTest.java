package dev.habittracker.events;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TopicContradictionsTest {

    private static final Duration WEEK = Duration.ofDays(7);

    private final TopicSettings log = new TopicSettings("log", 3, 3, 2, CleanupPolicy.DELETE, WEEK);
    private final TopicSettings state = new TopicSettings("state", 1, 3, 2, CleanupPolicy.COMPACT, null);

    @Test
    void aTopicAsWanted_contradictsNothing() {
        assertThat(TopicContradictions.check(log, log(3, 3, 2, WEEK))).isEmpty();
        assertThat(TopicContradictions.check(state, state(CleanupPolicy.COMPACT))).isEmpty();
    }

    @Test
    void moreThanWanted_contradictsNothing() {
        assertThat(TopicContradictions.check(log, log(12, 5, 3, Duration.ofDays(365)))).isEmpty();
        assertThat(TopicContradictions.check(log, log(3, 3, 2, null))).isEmpty();
    }

    @Test
    void fewerPartitions_contradict() {
        assertThat(sentences(log, log(2, 3, 2, WEEK))).containsExactly(
                "topic log: partitions is 2 and has to be at least 3; run kafka-topics --alter --topic log "
                        + "--partitions 3, or configure fewer partitions");
    }

    @Test
    void fewerReplicas_contradict() {
        assertThat(sentences(log, log(3, 2, 2, WEEK))).containsExactly(
                "topic log: replication is 2 and has to be at least 3; add replicas with kafka-reassign-partitions, "
                        + "or configure a lower replication");
    }

    @Test
    void fewerInSyncReplicas_contradict() {
        assertThat(sentences(log, log(3, 3, 1, WEEK)))
                .containsExactly("topic log: min.insync.replicas is 1 and has to be at least 2; "
                        + "run kafka-configs --alter --topic log --add-config min.insync.replicas=2");
    }

    @Test
    void aShorterRetention_contradicts_byAMillisecondToo() {
        assertThat(sentences(log, log(3, 3, 2, WEEK.minusMillis(1)))).singleElement().asString()
                .isEqualTo("topic log: retention.ms is 604799999 (PT167H59M59.999S) and has to be at least 604800000 "
                        + "(PT168H); run kafka-configs --alter --topic log --add-config retention.ms=604800000");
    }

    @Test
    void anyRetention_contradictsForEver() {
        assertThat(sentences(log.withRetention(null), log(3, 3, 2, WEEK))).singleElement().asString()
                .contains("has to be at least -1 (for ever)").endsWith("retention.ms=-1");
    }

    @Test
    void aDeletePolicyOnACompactedTopic_contradicts_aloneAndBesideCompaction() {
        assertThat(sentences(state, state(CleanupPolicy.DELETE)))
                .containsExactly("topic state: cleanup.policy is delete and has to be compact; "
                        + "run kafka-configs --alter --topic state --add-config cleanup.policy=compact");
        assertThat(sentences(state, state(CleanupPolicy.COMPACT, CleanupPolicy.DELETE))).singleElement().asString()
                .contains("cleanup.policy is compact,delete and has to be compact");
    }

    @Test
    void aCompactPolicyOnALog_contradicts_whateverTheRetention() {
        FoundTopic compacted = new FoundTopic("log", 3, 3, 2, Set.of(CleanupPolicy.COMPACT), Duration.ofMillis(1));

        assertThat(sentences(log, compacted)).singleElement().asString()
                .contains("cleanup.policy is compact and has to be delete");
    }

    @Test
    void everyContradiction_isTold() {
        FoundTopic poor = new FoundTopic("log", 1, 1, 1, Set.of(CleanupPolicy.DELETE), Duration.ofHours(1));

        assertThat(TopicContradictions.check(log, poor)).extracting(Contradiction::setting)
                .containsExactly("partitions", "replication", "min.insync.replicas", "retention.ms");
    }

    private static List<String> sentences(TopicSettings wanted, FoundTopic found) {
        return TopicContradictions.check(wanted, found).stream().map(Contradiction::toString).toList();
    }

    private static FoundTopic log(int partitions, int replication, int minInSync, @Nullable Duration retention) {
        return new FoundTopic("log", partitions, replication, minInSync, Set.of(CleanupPolicy.DELETE), retention);
    }

    private static FoundTopic state(CleanupPolicy... policies) {
        return new FoundTopic("state", 1, 3, 2, Set.of(policies), Duration.ofDays(1));
    }
}
