package dev.habittracker.events.kafka;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.cloudevents.SpecVersion;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.cloudevents.rw.CloudEventRWException;

import dev.habittracker.events.EventFormatException;
import dev.habittracker.events.kafka.Decoded.Malformed;
import dev.habittracker.events.kafka.Decoded.Tombstone;

/// CloudEvents 1.0 in Kafka's binary content mode: attributes in `ce_*` headers, data in the value.
final class CloudEventRecords {

    static final String JSON = "application/json";

    /// The type is logged and compared, so nothing else may be in it.
    private static final Pattern PLAIN_TYPE = Pattern.compile("[A-Za-z0-9._-]{1,200}");

    private CloudEventRecords() {}

    static ProducerRecord<String, byte[]> write(String topic, String key, CloudEvent event) {
        return KafkaMessageFactory.<String>createWriter(topic, key).writeBinary(event);
    }

    /// Reads the record's frame and leaves its content to the function, which gets the key and an event with data.
    static <T> Decoded<T> read(ConsumerRecord<?, byte[]> entry, Content<T> content) {
        Malformation<T> malformed = reason -> new Malformed<>(reason, entry.topic(), entry.partition(), entry.offset());
        String key = key(entry.key());
        if (key == null) {
            return malformed.because("the record's key is missing or not text");
        }
        byte @Nullable [] value = entry.value();
        if (value == null) {
            return new Tombstone<>(key);
        }
        CloudEvent event;
        try {
            event = KafkaMessageFactory.createReader(entry.headers(), value).toEvent();
        } catch (CloudEventRWException e) {
            return malformed.because("not a CloudEvent in binary mode: " + e.getKind());
        } catch (RuntimeException e) {
            // The SDK lets through what it met: headers without a value, attributes that its builder misses.
            return malformed.because("not a CloudEvent in binary mode: an attribute is missing or malformed");
        }
        return readContent(key, event, content, malformed);
    }

    private static <T> Decoded<T> readContent(String key, CloudEvent event, Content<T> content,
            Malformation<T> malformed) {
        CloudEventData data = event.getData();
        if (event.getSpecVersion() != SpecVersion.V1) {
            return malformed.because("not CloudEvents 1.0");
        }
        if (!PLAIN_TYPE.matcher(event.getType()).matches()) {
            return malformed.because("ce_type is not a plain name");
        }
        if (event.getDataContentType() != null && !isJson(event.getDataContentType())) {
            return malformed.because("content-type is not " + JSON);
        }
        if (data == null) {
            return malformed.because("no data");
        }
        try {
            return content.read(key, event.getType(), data.toBytes(), malformed);
        } catch (EventFormatException e) {
            return malformed.because(String.valueOf(e.getMessage()));
        }
    }

    private static boolean isJson(String contentType) {
        return contentType.equals(JSON) || contentType.startsWith(JSON + ";");
    }

    /// Plain clients read keys as bytes or as text, whichever they were configured for.
    static @Nullable String key(@Nullable Object key) {
        return switch (key) {
            case String text -> text;
            case byte[] bytes -> new String(bytes, StandardCharsets.UTF_8);
            case null, default -> null;
        };
    }

    /// Reads the data of a type.
    interface Content<T> {

        /// @throws EventFormatException where the data is not what the type says
        Decoded<T> read(String key, String type, byte[] data, Malformation<T> malformed);
    }

    /// Makes a [Malformed] with the coordinates of the record at hand.
    interface Malformation<T> {

        Decoded<T> because(String reason);
    }
}
