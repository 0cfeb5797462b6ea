package dev.habittracker.auditconsumer.app;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

import dev.habittracker.auditconsumer.record.Source;

/**
 * What is followed. A service without {@code audit.file} only stores and answers.
 *
 * @param file the path that Vault's file audit device is configured with; absent for none
 * @param node the name of the Vault node, unique in the installation; never change it, positions are kept under it
 * @param device the path at which the audit device is enabled; never change it either
 * @param pollInterval how often a file that did not grow is looked at again
 * @param batchSize how many bytes of the file go into one transaction, about
 * @param retryDelay how long the tail waits after a failure
 * @param takeoverDelay how long the tail waits after another one of the same name took over
 * @param silenceLimit when no audit file has grown for longer, health is down
 * @param lateLimit records that take longer from the topic to the table are told of
 * @param retention how long records are kept, at least a day, by whole days of UTC; absent for ever
 * @param partitionsAhead for how many days to come the table is prepared
 * @param lossesAcknowledged losses and gaps noticed up to then do not make health down any more
 */
@Validated
@ConfigurationProperties("audit")
public record AuditProperties(
        @Nullable Path file,
        @DefaultValue("node1") String node,
        @DefaultValue("file") String device,
        @DefaultValue("200ms") Duration pollInterval,
        @DefaultValue("1MB") DataSize batchSize,
        @DefaultValue("2s") Duration retryDelay,
        @DefaultValue("30s") Duration takeoverDelay,
        @DefaultValue("5m") Duration silenceLimit,
        @DefaultValue("5m") Duration lateLimit,
        @Nullable Duration retention,
        @DefaultValue("3") int partitionsAhead,
        @Nullable Instant lossesAcknowledged) {

    private static final Duration SHORTEST_RETENTION = Duration.ofDays(1);

    /** @throws IllegalArgumentException if a name or a duration cannot be used; the message names the property */
    public AuditProperties {
        new Source(node, device);
        positive("audit.poll-interval", pollInterval);
        positive("audit.retry-delay", retryDelay);
        positive("audit.takeover-delay", takeoverDelay);
        positive("audit.silence-limit", silenceLimit);
        positive("audit.late-limit", lateLimit);
        if (retention != null && retention.compareTo(SHORTEST_RETENTION) < 0) {
            throw new IllegalArgumentException("audit.retention must be at least one day, such as 90d, not " + retention
                    + "; leave it out to keep records for ever");
        }
        if (partitionsAhead < 1 || partitionsAhead > 100) {
            throw new IllegalArgumentException("audit.partitions-ahead must be from 1 to 100 days, not "
                    + partitionsAhead);
        }
        if (batchSize.toBytes() < 1 || batchSize.toMegabytes() > 64) {
            throw new IllegalArgumentException("audit.batch-size must be from 1 byte to 64 MB, not " + batchSize);
        }
    }

    /** Whose files are followed. */
    public Source source() {
        return new Source(node, device);
    }

    private static void positive(String name, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + " must be longer than zero, not " + duration);
        }
    }
}
