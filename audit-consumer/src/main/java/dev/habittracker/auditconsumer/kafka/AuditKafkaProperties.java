package dev.habittracker.auditconsumer.kafka;

import java.time.Duration;
import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

import dev.habittracker.events.Topics;

/**
 * The topics and how they are used; where the brokers are, and how to reach them, is under {@code spring.kafka}.
 *
 * @param topicPrefix set before every topic's name
 * @param replication copies of each partition; -1 for the broker's default
 * @param topics partitions and retention of each topic
 * @param chunkSize a longer line is sent in pieces of this many bytes
 * @param transactionTimeout how long a transaction may take; a longer one is undone by the broker and done again
 * @param consumerGroup the consumers that share the work of storing
 * @param consumers how many of them run in this process
 */
@Validated
@ConfigurationProperties("audit.kafka")
public record AuditKafkaProperties(
        @DefaultValue("") @Pattern(regexp = "[A-Za-z0-9._-]{0,100}", message = "audit.kafka.topic-prefix may have letters, digits, dots, dashes and underscores") String topicPrefix,
        @DefaultValue("-1") @Min(value = -1, message = "audit.kafka.replication is -1 or at least 1") short replication,
        @DefaultValue @Valid TopicSettings topics,
        @DefaultValue("524288") @Min(value = 1024, message = "audit.kafka.chunk-size is at least 1024 bytes") @Max(value = 10_485_760, message = "audit.kafka.chunk-size is at most 10 MiB") int chunkSize,
        @DefaultValue("2m") @NotNull Duration transactionTimeout,
        @DefaultValue("audit-store") String consumerGroup,
        @DefaultValue("1") @Min(value = 1, message = "audit.kafka.consumers is at least 1") int consumers) {

    /** Room for the key, the headers and the batch around a chunk. */
    private static final int ENVELOPE_BYTES = 64 * 1024;
    private static final int DEFAULT_MAX_MESSAGE = 1_048_588;

    /**
     * Settings of the topics.
     *
     * @param records the raw lines
     * @param checkpoints how far each file was read
     * @param deadLetters what could not be stored
     */
    public record TopicSettings(
            @DefaultValue @Valid Settings records,
            @DefaultValue @Valid Settings checkpoints,
            @DefaultValue @Valid Settings deadLetters) {}

    /**
     * Settings of one topic.
     *
     * @param partitions when it is created, and at least so many later
     * @param retention how long records are kept; without end if absent. Not used for checkpoints, which are compacted
     */
    public record Settings(
            @DefaultValue("1") @Min(value = 1, message = "audit.kafka.topics.*.partitions is at least 1") int partitions,
            @Nullable Duration retention) {}

    /** The topics' names. */
    public Topics names() {
        return new Topics(topicPrefix);
    }

    /** How the topics must be. */
    public List<TopicSpec> specs() {
        return List.of(
                new TopicSpec(names().auditRecords(), topics.records().partitions(), replication, false,
                        topics.records().retention(), maxRequestBytes()),
                new TopicSpec(names().auditCheckpoints(), topics.checkpoints().partitions(), replication, true, null,
                        DEFAULT_MAX_MESSAGE),
                new TopicSpec(names().auditDeadLetters(), topics.deadLetters().partitions(), replication, false,
                        topics.deadLetters().retention(), maxDeadLetterBytes()));
    }

    /** The largest request that the tail sends. */
    int maxRequestBytes() {
        return Math.max(DEFAULT_MAX_MESSAGE, chunkSize + ENVELOPE_BYTES);
    }

    /** The largest dead letter: the largest record, and the headers that say what is wrong with it. */
    int maxDeadLetterBytes() {
        return maxRequestBytes() + ENVELOPE_BYTES;
    }
}
