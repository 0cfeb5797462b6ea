package dev.habittracker.events.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/// Records that could not be read or stored, kept whole: key, value and headers byte for byte, and in further headers
/// where they stood and what was wrong. All of these are UTF-8 text; where a name occurs twice, the last one counts.
///
/// A dead letter holds whatever its writer put there. Give read access to its topic to operators only.
public final class DeadLetters {

    /// The topic the record was read from.
    public static final String TOPIC = "dead-letter-topic";
    /// The partition it was read from, a decimal number.
    public static final String PARTITION = "dead-letter-partition";
    /// The offset it was read from, a decimal number.
    public static final String OFFSET = "dead-letter-offset";
    /// The record's timestamp, ISO 8601; absent where the record had none.
    public static final String TIMESTAMP = "dead-letter-timestamp";
    /// What was wrong with it, as a sentence for an operator.
    public static final String REASON = "dead-letter-reason";

    private DeadLetters() {}

    /// The dead letter for a record.
    ///
    /// @param topic    the topic for dead letters
    /// @param original the record, its key as text or as bytes
    /// @param reason   what is wrong with it, without anything that it holds
    public static ProducerRecord<byte[], byte[]> of(String topic, ConsumerRecord<?, byte[]> original, String reason) {
        Headers headers = new RecordHeaders(original.headers().toArray()) //
                .add(TOPIC, utf8(original.topic())) //
                .add(PARTITION, utf8(Integer.toString(original.partition()))) //
                .add(OFFSET, utf8(Long.toString(original.offset())));
        if (original.timestamp() != ConsumerRecord.NO_TIMESTAMP) {
            headers.add(TIMESTAMP, utf8(Instant.ofEpochMilli(original.timestamp()).toString()));
        }
        headers.add(REASON, utf8(reason));
        return new ProducerRecord<>(topic, null, keyBytes(original.key()), original.value(), headers);
    }

    /// The dead letter for a record that turned out to be malformed.
    public static ProducerRecord<byte[], byte[]> of(String topic, ConsumerRecord<?, byte[]> original,
            Decoded.Malformed<?> malformed) {
        return of(topic, original, malformed.reason());
    }

    private static byte @Nullable [] keyBytes(@Nullable Object key) {
        return switch (key) {
            case byte[] bytes -> bytes;
            case String text -> utf8(text);
            case null -> null;
            default -> throw new IllegalArgumentException("A record's key must be read as text or as bytes, not as "
                    + key.getClass().getSimpleName() + ": change the consumer's key deserializer");
        };
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
