package dev.habittracker.auditconsumer.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TopicCheckTest {

    private static final TopicSpec RECORDS = new TopicSpec("records", 3, (short) 2, false, Duration.ofDays(7),
            1_000_000);
    private static final TopicSpec CHECKPOINTS = new TopicSpec("checkpoints", 1, (short) -1, true, null, 1_000_000);

    @Test
    void contradictions_topicAsItIsCreated_hasNone() {
        assertThat(TopicCheck.contradictions(RECORDS, 3, 2, RECORDS.settings())).isEmpty();
        assertThat(TopicCheck.contradictions(CHECKPOINTS, 1, 1, CHECKPOINTS.settings())).isEmpty();
    }

    @Test
    void contradictions_moreThanAskedFor_isFine() {
        assertThat(TopicCheck.contradictions(RECORDS, 12, 3, Map.of("cleanup.policy", "delete", "retention.ms", "-1",
                "max.message.bytes", "9999999"))).isEmpty();
    }

    @Test
    void contradictions_deletePolicyOnTheCompactedTopic_saysWhatToSet() {
        assertThat(TopicCheck.contradictions(CHECKPOINTS, 1, 1, Map.of("cleanup.policy", "delete"))).singleElement()
                .asString().contains("checkpoints", "cleanup.policy=delete", "set cleanup.policy=compact");
        assertThat(TopicCheck.contradictions(CHECKPOINTS, 1, 1, Map.of("cleanup.policy", "compact,delete"))).hasSize(1);
    }

    @Test
    void contradictions_compactionOfTheRecords_wouldThrowLinesAway() {
        assertThat(TopicCheck.contradictions(RECORDS, 3, 2, Map.of("cleanup.policy", "compact"))).singleElement()
                .asString().contains("set cleanup.policy=delete");
    }

    @Test
    void contradictions_tooLittleOfAnything_areAllNamed() {
        List<String> found = TopicCheck.contradictions(RECORDS, 2, 1,
                Map.of("retention.ms", "1000", "retention.bytes", "5", "max.message.bytes", "999999"));

        assertThat(found).hasSize(5).anySatisfy(text -> assertThat(text).contains("retention.ms"))
                .anySatisfy(text -> assertThat(text).contains("retention.bytes=-1"))
                .anySatisfy(text -> assertThat(text).contains("max.message.bytes=999999"))
                .anySatisfy(text -> assertThat(text).contains("2 partitions"))
                .anySatisfy(text -> assertThat(text).contains("kept 1 times"));
    }
}
