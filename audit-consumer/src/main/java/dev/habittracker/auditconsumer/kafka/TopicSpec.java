package dev.habittracker.auditconsumer.kafka;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * How a topic must be.
 *
 * @param name with the prefix
 * @param partitions at least so many; that many when it is created
 * @param replication at least so many copies; -1 for the broker's default
 * @param compacted true if only the newest record of each key is kept
 * @param retention at least so long; null for without end
 * @param maxMessageBytes records of this size must fit
 */
public record TopicSpec(String name, int partitions, short replication, boolean compacted, @Nullable Duration retention,
        int maxMessageBytes) {

    private static final String WITHOUT_END = "-1";

    /** The topic's configuration when it is created. */
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("cleanup.policy", compacted ? "compact" : "delete");
        settings.put("max.message.bytes", Integer.toString(maxMessageBytes));
        if (!compacted) {
            settings.put("retention.ms",
                    retention == null ? WITHOUT_END : Long.toString(retention.toMillis()));
            settings.put("retention.bytes", WITHOUT_END);
        }
        return settings;
    }
}
