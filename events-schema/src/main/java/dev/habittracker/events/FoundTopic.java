package dev.habittracker.events;

import java.time.Duration;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/// How a topic on the broker is set up, as far as [TopicContradictions] looks at it.
///
/// @param topic       the topic's name
/// @param partitions  how many partitions it has
/// @param replication on how many brokers its least replicated partition is
/// @param minInSync   how many replicas must have a record before it counts as written
/// @param cleanup     what happens to old records; Kafka allows both at once
/// @param retention   how long records stay where they are deleted; `null` for ever
public record FoundTopic(String topic, int partitions, int replication, int minInSync, Set<CleanupPolicy> cleanup,
        @Nullable Duration retention) {}
