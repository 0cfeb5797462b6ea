package dev.habittracker.keyring.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

import dev.habittracker.events.Topics;

/// Notices that a topic was made anew, or got more partitions: a consumer without a group does not. Asks every few
/// seconds and never waits for the answer.
final class TopicWatch implements AutoCloseable {

    /// What tells a topic from one of the same name that was made later, or that grew.
    private record Form(Uuid id, int partitions) {}

    private static final Duration ASK_EVERY = Duration.ofSeconds(5);

    private final Admin admin;
    private final Set<String> names;
    private @Nullable Map<String, Form> known;
    private @Nullable CompletableFuture<Map<String, TopicDescription>> asked;
    private long askAt;

    TopicWatch(Admin admin, Topics topics) {
        this.admin = admin;
        this.names = Set.of(topics.keyEvents(), topics.keyMembers());
    }

    /// Whether the topics changed since the first answer.
    ///
    /// @param nanos monotonic time
    boolean changed(long nanos) {
        if (asked == null) {
            if (nanos - askAt >= 0) {
                asked = admin.describeTopics(names).allTopicNames().toCompletionStage().toCompletableFuture();
                askAt = nanos + ASK_EVERY.toNanos();
            }
            return false;
        }
        if (!asked.isDone()) {
            return false;
        }
        Map<String, TopicDescription> answer = asked.isCompletedExceptionally() ? null : asked.getNow(Map.of());
        asked = null;
        if (answer == null || answer.isEmpty()) {
            return false;
        }
        Map<String, Form> found = answer.values().stream().collect(Collectors.toMap(TopicDescription::name,
                topic -> new Form(topic.topicId(), topic.partitions().size())));
        boolean changed = known != null && !known.equals(found);
        known = found;
        return changed;
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }
}
