package dev.habittracker.events.kafka;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/// Records as a consumer would get them, without a broker between.
final class Consumed {

    static final int PARTITION = 3;
    static final long OFFSET = 4711;
    static final long TIMESTAMP = 1795500001234L;

    private Consumed() {}

    static ConsumerRecord<String, byte[]> of(ProducerRecord<String, byte[]> sent) {
        return entry(sent.topic(), sent.key(), sent.value(), sent.headers());
    }

    /// The null-checker knows nothing of the client's types, so null goes in here and nowhere else.
    @SuppressWarnings("NullAway")
    static <K> ConsumerRecord<K, byte[]> entry(String topic, @Nullable K key, byte @Nullable [] value,
            Headers headers) {
        return new ConsumerRecord<>(topic, PARTITION, OFFSET, TIMESTAMP, TimestampType.CREATE_TIME, 0, 0, key, value,
                new RecordHeaders(headers.toArray()), Optional.empty());
    }

    static SortedMap<String, String> headers(Headers headers) {
        SortedMap<String, String> texts = new TreeMap<>();
        for (Header header : headers) {
            assertThat(texts.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)))
                    .as("a second header %s", header.key()).isNull();
        }
        return texts;
    }
}
