package dev.habittracker.keyring.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

import dev.habittracker.events.TopicSettings;
import dev.habittracker.events.kafka.TopicSetup;

/// Sees to it that the topics are there as the protocol needs them, and notices later that one was made anew or got more
/// partitions: a consumer without a group does not. Asks every few seconds and never waits for the answer.
final class TopicWatch implements AutoCloseable {

    /// What tells a topic from one of the same name that was made later, or that grew.
    private record Form(Uuid id, int partitions) {}

    private static final Duration ASK_EVERY = Duration.ofSeconds(5);

    private final Admin admin;
    private final KafkaBusSettings settings;
    private final Set<String> names;
    private @Nullable Map<String, Form> known;
    private @Nullable CompletableFuture<Map<String, TopicDescription>> asked;
    private long askAt;

    private TopicWatch(Admin admin, KafkaBusSettings settings) {
        this.admin = admin;
        this.settings = settings;
        this.names = Set.of(settings.topics().keyEvents(), settings.topics().keyMembers());
    }

    static TopicWatch open(KafkaBusSettings settings) {
        return new TopicWatch(Admin.create(settings.common()), settings);
    }

    /// Makes the topics that are missing. Waits for the brokers no longer than [KafkaBusSettings#SEND_TIMEOUT] for each
    /// answer.
    ///
    /// @throws dev.habittracker.events.kafka.TopicSetupException where a topic contradicts what the protocol needs, or the
    ///                                                           brokers are away or refuse
    void ensureTopics() {
        new TopicSetup(admin, KafkaBusSettings.SEND_TIMEOUT)
                .ensure(TopicSettings.ofKeys(settings.topics(), settings.replication()));
    }

    /// Whether the topics changed since the first answer, or one is gone.
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
        boolean gone = asked.isCompletedExceptionally()
                && asked.exceptionNow() instanceof UnknownTopicOrPartitionException;
        Map<String, TopicDescription> answer = asked.isCompletedExceptionally() ? null : asked.getNow(Map.of());
        asked = null;
        if (gone) {
            return true;
        }
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
