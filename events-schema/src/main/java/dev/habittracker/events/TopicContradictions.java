package dev.habittracker.events;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/// Compares a topic with what a service needs of it.
///
/// What is more than wanted does no harm: further partitions, further replicas, a longer retention. What is less breaks a
/// promise: a `delete` policy on a compacted topic forgets members, a `compact` policy on a log forgets records, a shorter
/// retention forgets them early.
public final class TopicContradictions {

    private TopicContradictions() {}

    /// Where the topic falls short, in the settings' order; empty where it does not.
    public static List<Contradiction> check(TopicSettings wanted, FoundTopic found) {
        List<Contradiction> contradictions = new ArrayList<>();
        if (found.partitions() < wanted.partitions()) {
            contradictions.add(of(wanted, "partitions", "at least " + wanted.partitions(),
                    String.valueOf(found.partitions()),
                    "run kafka-topics --alter --topic %s --partitions %d, or configure fewer partitions"
                            .formatted(wanted.topic(), wanted.partitions())));
        }
        if (found.replication() < wanted.replication()) {
            contradictions.add(of(wanted, "replication", "at least " + wanted.replication(),
                    String.valueOf(found.replication()),
                    "add replicas with kafka-reassign-partitions, or configure a lower replication"));
        }
        if (found.minInSync() < wanted.minInSync()) {
            contradictions.add(of(wanted, "min.insync.replicas", "at least " + wanted.minInSync(),
                    String.valueOf(found.minInSync()), alter(wanted, "min.insync.replicas=" + wanted.minInSync())));
        }
        if (!found.cleanup().equals(Set.of(wanted.cleanup()))) {
            contradictions.add(of(wanted, "cleanup.policy", wanted.cleanup().configValue(), policies(found.cleanup()),
                    alter(wanted, "cleanup.policy=" + wanted.cleanup().configValue())));
        } else if (wanted.cleanup() == CleanupPolicy.DELETE && isShorter(found.retention(), wanted.retention())) {
            contradictions.add(of(wanted, "retention.ms", "at least " + text(wanted.retention()),
                    text(found.retention()), alter(wanted, "retention.ms=" + wanted.retentionMillis())));
        }
        return List.copyOf(contradictions);
    }

    private static boolean isShorter(@Nullable Duration found, @Nullable Duration wanted) {
        return found != null && (wanted == null || found.compareTo(wanted) < 0);
    }

    private static String text(@Nullable Duration retention) {
        return retention == null ? "-1 (for ever)" : "%d (%s)".formatted(retention.toMillis(), retention);
    }

    private static String policies(Set<CleanupPolicy> policies) {
        return policies.isEmpty()
                ? "none"
                : policies.stream().map(CleanupPolicy::configValue).sorted().collect(Collectors.joining(","));
    }

    private static String alter(TopicSettings wanted, String config) {
        return "run kafka-configs --alter --topic %s --add-config %s".formatted(wanted.topic(), config);
    }

    private static Contradiction of(TopicSettings wanted, String setting, String has, String is, String remedy) {
        return new Contradiction(wanted.topic(), setting, has, is, remedy);
    }
}
