package dev.habittracker.auditconsumer.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compares a topic that exists with how it must be. More than was asked for is no contradiction. */
public final class TopicCheck {

    private TopicCheck() {}

    /**
     * What is wrong with a topic, each a sentence that says what to change; empty if nothing is.
     *
     * @param wanted how it must be
     * @param partitions how many it has
     * @param replication the smallest number of copies of any of its partitions
     * @param settings its effective configuration
     */
    public static List<String> contradictions(
            TopicSpec wanted,
            int partitions,
            int replication,
            Map<String, String> settings) {
        List<String> found = new ArrayList<>();
        String policy = settings.getOrDefault("cleanup.policy", "delete");
        if (wanted.compacted() && !policy.equals("compact")) {
            found.add("the topic " + wanted.name() + " has cleanup.policy=" + policy + ", so checkpoints would be"
                    + " deleted by age and lines read twice: set cleanup.policy=compact");
        }
        if (!wanted.compacted() && !policy.equals("delete")) {
            found.add("the topic " + wanted.name() + " has cleanup.policy=" + policy + ", so records with the same key"
                    + " would be thrown away: set cleanup.policy=delete");
        }
        if (!wanted.compacted()) {
            retention(wanted, settings, found);
        }
        int limit = Integer.parseInt(settings.getOrDefault("max.message.bytes", "1048588"));
        if (limit < wanted.maxMessageBytes()) {
            found.add("the topic " + wanted.name() + " takes records up to max.message.bytes=" + limit + ", but up to "
                    + wanted.maxMessageBytes() + " are sent: raise it, or lower audit.kafka.chunk-size");
        }
        if (partitions < wanted.partitions()) {
            found.add("the topic " + wanted.name() + " has " + partitions + " partitions, " + wanted.partitions()
                    + " are configured: add partitions, or lower the number under audit.kafka.topics");
        }
        if (replication < wanted.replication()) {
            found.add("the topic " + wanted.name() + " is kept " + replication + " times, " + wanted.replication()
                    + " are configured: raise its replication, or lower audit.kafka.replication");
        }
        return found;
    }

    private static void retention(TopicSpec wanted, Map<String, String> settings, List<String> found) {
        long milliseconds = Long.parseLong(settings.getOrDefault("retention.ms", "604800000"));
        boolean tooShort = milliseconds >= 0
                && (wanted.retention() == null || milliseconds < wanted.retention().toMillis());
        if (tooShort) {
            found.add("the topic " + wanted.name() + " keeps records for " + milliseconds + " ms, "
                    + (wanted.retention() == null
                            ? "but they must be kept without end"
                            : wanted.retention()
                                    + " is configured")
                    + ": raise its retention.ms, or lower the retention under audit.kafka.topics");
        }
        long bytes = Long.parseLong(settings.getOrDefault("retention.bytes", "-1"));
        if (bytes >= 0) {
            found.add("the topic " + wanted.name() + " has retention.bytes=" + bytes + ", so records would be deleted"
                    + " before their time: set retention.bytes=-1");
        }
    }
}
