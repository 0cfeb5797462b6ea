package dev.habittracker.events;

import java.time.Duration;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TopicSettingsTest {

    @Test
    void theTopicsThatKeepTheNewestRecordPerKey_areCompacted_andNoOther() {
        assertThat(all(3).filter(settings -> settings.cleanup() == CleanupPolicy.COMPACT).map(TopicSettings::topic))
                .containsExactly("habit.keys.members", "vault.audit.checkpoints");
    }

    @Test
    void deadLettersOfTheAudit_areKeptForEver() {
        TopicSettings settings = TopicSettings.auditDeadLetters(Topics.DEFAULT, 3);

        assertThat(settings.retention()).isNull();
        assertThat(settings.retentionMillis()).isEqualTo(-1);
    }

    @Test
    void aPrefix_standsBeforeEveryName() {
        Topics staging = new Topics("staging.");

        assertThat(TopicSettings.ofKeys(staging, 1)).allMatch(it -> it.topic().startsWith("staging.habit.keys."));
        assertThat(TopicSettings.ofAudit(staging, 1)).allMatch(it -> it.topic().startsWith("staging.vault.audit."));
    }

    @Test
    void withThreeReplicas_oneBrokerMayBeDown_andNoRecordIsOnOneBrokerAlone() {
        assertThat(all(3)).allMatch(settings -> settings.minInSync() == 2);
        assertThat(all(2)).allMatch(settings -> settings.minInSync() == 1);
        assertThat(all(1)).allMatch(settings -> settings.minInSync() == 1);
    }

    @Test
    void settingsThatCannotBe_areRefused_sayingWhatToChange() {
        TopicSettings log = TopicSettings.auditRecords(Topics.DEFAULT, 3);
        TopicSettings state = TopicSettings.keyMembers(Topics.DEFAULT, 3);

        assertThatThrownBy(() -> log.withPartitions(0)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Topic vault.audit.records: partitions must be at least 1");
        assertThatThrownBy(() -> TopicSettings.keyEvents(Topics.DEFAULT, 0))
                .hasMessage("Topic habit.keys.events: replication must be at least 1");
        assertThatThrownBy(() -> new TopicSettings("t", 1, 1, 2, CleanupPolicy.COMPACT, null))
                .hasMessage("Topic t: min in-sync replicas must be between 1 and the replication, which is 1");
        assertThatThrownBy(() -> log.withRetention(Duration.ZERO))
                .hasMessage("Topic vault.audit.records: retention must be positive, or absent for ever");
        assertThatThrownBy(() -> state.withRetention(Duration.ofDays(1)))
                .hasMessage("Topic habit.keys.members: a compacted topic has no retention: leave it out");
    }

    private static Stream<TopicSettings> all(int replication) {
        return Stream.concat(TopicSettings.ofKeys(Topics.DEFAULT, replication).stream(),
                TopicSettings.ofAudit(Topics.DEFAULT, replication).stream());
    }
}
