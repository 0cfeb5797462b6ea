package dev.habittracker.events.kafka;

import java.time.ZoneOffset;
import java.util.Optional;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

import io.cloudevents.core.builder.CloudEventBuilder;

import dev.habittracker.events.EventId;
import dev.habittracker.events.EventJson;
import dev.habittracker.events.EventType;
import dev.habittracker.events.KeyEvent;
import dev.habittracker.events.Position;
import dev.habittracker.events.Schemas;
import dev.habittracker.events.WriteHeader;
import dev.habittracker.events.kafka.Decoded.Event;
import dev.habittracker.events.kafka.Decoded.UnknownType;

/// Key events as records: CloudEvents in binary mode, keyed by keyring.
///
/// | header | holds |
/// |---|---|
/// | `ce_id` | the [EventId], the same for every copy |
/// | `ce_type` | [EventType#cloudEventType] |
/// | `ce_source` | `/keyrings/` and the keyring's name |
/// | `ce_subject` | the [Position] that the write made, `epoch.version` |
/// | `ce_time` | when the write was decided, on Vault's clock |
/// | `ce_dataschema` | [Schemas#id] |
public final class KeyEventRecords {

    private KeyEventRecords() {}

    /// The record that tells of the event. It has no timestamp, so the producer sets the time of sending.
    public static ProducerRecord<String, byte[]> write(String topic, KeyEvent event) {
        WriteHeader header = event.header();
        return CloudEventRecords.write(topic, header.keyring(),
                CloudEventBuilder.v1() //
                        .withId(EventId.of(event).toString()) //
                        .withType(event.type().cloudEventType()) //
                        .withSource(Sources.keyring(header.keyring())) //
                        .withSubject(new Position(header.epoch(), header.version()).toString()) //
                        .withTime(header.decided().atOffset(ZoneOffset.UTC)) //
                        .withDataContentType(CloudEventRecords.JSON) //
                        .withDataSchema(Schemas.id(event.type())) //
                        .withData(EventJson.toBytes(event)) //
                        .build());
    }

    /// What the record holds. Never throws, whatever the bytes.
    ///
    /// @param entry a record with its key as text or as bytes
    public static Decoded<KeyEvent> read(ConsumerRecord<?, byte[]> entry) {
        return CloudEventRecords.read(entry, KeyEventRecords::content);
    }

    private static Decoded<KeyEvent> content(String key, String cloudEventType, byte[] data,
            CloudEventRecords.Malformation<KeyEvent> malformed) {
        Optional<EventType> type = EventType.ofCloudEventType(cloudEventType);
        if (type.isEmpty()) {
            return new UnknownType<>(cloudEventType);
        }
        KeyEvent event = EventJson.fromBytes(type.get(), data);
        return event.header().keyring().equals(key)
                ? new Event<>(event)
                : malformed.because("the record's key is not the keyring that the event is about");
    }
}
