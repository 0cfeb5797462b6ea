package dev.habittracker.events;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// How a topic is set up: what a service creates it with where it is missing, and what a topic that is there may not fall
/// short of.
///
/// @param topic       the topic's name
/// @param partitions  how many partitions at the least
/// @param replication on how many brokers each partition is at the least
/// @param minInSync   how many of those must have a record before it counts as written, at the least
/// @param cleanup     what happens to old records
/// @param retention   how long records stay at the least; `null` for ever, which compaction implies
public record TopicSettings(String topic, int partitions, int replication, int minInSync, CleanupPolicy cleanup,
        @Nullable Duration retention) {

    private static final Duration A_QUARTER = Duration.ofDays(90);
    private static final Duration A_MONTH = Duration.ofDays(30);

    /// @throws IllegalArgumentException where the settings contradict each other; the message says what to change
    public TopicSettings {
        require(partitions >= 1, topic, "partitions must be at least 1");
        require(replication >= 1, topic, "replication must be at least 1");
        require(minInSync >= 1 && minInSync <= replication, topic,
                "min in-sync replicas must be between 1 and the replication, which is " + replication);
        require(retention == null || retention.isPositive(), topic, "retention must be positive, or absent for ever");
        require(retention == null || cleanup == CleanupPolicy.DELETE, topic,
                "a compacted topic has no retention: leave it out");
    }

    /// The default for [Topics#keyEvents]. One partition; a ring changes a few times a day.
    public static TopicSettings keyEvents(Topics topics, int replication) {
        return kept(topics.keyEvents(), 1, replication, A_QUARTER);
    }

    /// The default for [Topics#keyMembers]. One partition, so that a rotator hears all members where it hears itself.
    public static TopicSettings keyMembers(Topics topics, int replication) {
        return compacted(topics.keyMembers(), replication);
    }

    /// The default for [Topics#keyDeadLetters].
    public static TopicSettings keyDeadLetters(Topics topics, int replication) {
        return kept(topics.keyDeadLetters(), 1, replication, A_QUARTER);
    }

    /// The default for [Topics#auditRecords]. Several partitions: a busy Vault writes thousands of lines a second, and each
    /// node and file keeps its order by its key.
    public static TopicSettings auditRecords(Topics topics, int replication) {
        return kept(topics.auditRecords(), 3, replication, A_MONTH);
    }

    /// The default for [Topics#auditCheckpoints].
    public static TopicSettings auditCheckpoints(Topics topics, int replication) {
        return compacted(topics.auditCheckpoints(), replication);
    }

    /// The default for [Topics#auditAlerts].
    public static TopicSettings auditAlerts(Topics topics, int replication) {
        return kept(topics.auditAlerts(), 1, replication, A_QUARTER);
    }

    /// The default for [Topics#auditDeadLetters]. For ever: no audit record is dropped, least of all one that nobody could
    /// read yet.
    public static TopicSettings auditDeadLetters(Topics topics, int replication) {
        return kept(topics.auditDeadLetters(), 1, replication, null);
    }

    /// The defaults for the topics about keys.
    public static List<TopicSettings> ofKeys(Topics topics, int replication) {
        return List.of(keyEvents(topics, replication), keyMembers(topics, replication),
                keyDeadLetters(topics, replication));
    }

    /// The defaults for the topics about Vault's audit.
    public static List<TopicSettings> ofAudit(Topics topics, int replication) {
        return List.of(auditRecords(topics, replication), auditCheckpoints(topics, replication),
                auditAlerts(topics, replication), auditDeadLetters(topics, replication));
    }

    /// The same with another number of partitions.
    public TopicSettings withPartitions(int partitions) {
        return new TopicSettings(topic, partitions, replication, minInSync, cleanup, retention);
    }

    /// The same with another retention, `null` for ever.
    public TopicSettings withRetention(@Nullable Duration retention) {
        return new TopicSettings(topic, partitions, replication, minInSync, cleanup, retention);
    }

    /// The retention as Kafka's `retention.ms` has it: -1 for ever.
    public long retentionMillis() {
        return retention == null ? -1 : retention.toMillis();
    }

    private static TopicSettings kept(String topic, int partitions, int replication, @Nullable Duration retention) {
        return new TopicSettings(topic, partitions, replication, inSyncOf(replication), CleanupPolicy.DELETE,
                retention);
    }

    private static TopicSettings compacted(String topic, int replication) {
        return new TopicSettings(topic, 1, replication, inSyncOf(replication), CleanupPolicy.COMPACT, null);
    }

    /// All but one: a broker may be down while records are written, and none is on one broker alone. A replication below 3
    /// cannot have both; there writing goes on.
    private static int inSyncOf(int replication) {
        return replication < 3 ? 1 : replication - 1;
    }

    private static void require(boolean condition, String topic, String problem) {
        if (!condition) {
            throw new IllegalArgumentException("Topic " + topic + ": " + problem);
        }
    }
}
