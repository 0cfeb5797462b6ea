package dev.habittracker.events.kafka;

import java.time.ZoneOffset;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

import io.cloudevents.core.builder.CloudEventBuilder;

import dev.habittracker.events.EventJson;
import dev.habittracker.events.MemberKey;
import dev.habittracker.events.MemberStatus;
import dev.habittracker.events.Schemas;
import dev.habittracker.events.kafka.Decoded.Event;
import dev.habittracker.events.kafka.Decoded.Tombstone;
import dev.habittracker.events.kafka.Decoded.UnknownType;

/// Member statuses as records: CloudEvents in binary mode, keyed by [MemberKey]; a member that stops leaves a tombstone.
///
/// | header | holds |
/// |---|---|
/// | `ce_id` | instance and sequence, `5f2c1e0a/17` |
/// | `ce_type` | [MemberStatus#CLOUD_EVENT_TYPE] |
/// | `ce_source` | `/keyrings/` and the keyring's name |
/// | `ce_subject` | the instance |
/// | `ce_time` | when the status was made, by the member's clock |
/// | `ce_dataschema` | [Schemas#memberStatusId] |
public final class MemberStatusRecords {

    private MemberStatusRecords() {}

    /// The record that tells the status. It has no timestamp, so the producer sets the time of sending.
    public static ProducerRecord<String, byte[]> write(String topic, MemberStatus status) {
        return CloudEventRecords.write(topic, MemberKey.of(status).toString(),
                CloudEventBuilder.v1() //
                        .withId(status.instance() + "/" + status.sequence()) //
                        .withType(MemberStatus.CLOUD_EVENT_TYPE) //
                        .withSource(Sources.keyring(status.keyring())) //
                        .withSubject(status.instance()) //
                        .withTime(status.sent().atOffset(ZoneOffset.UTC)) //
                        .withDataContentType(CloudEventRecords.JSON) //
                        .withDataSchema(Schemas.memberStatusId()) //
                        .withData(EventJson.toBytes(status)) //
                        .build());
    }

    /// The record that takes a member off the topic.
    public static ProducerRecord<String, byte[]> tombstone(String topic, MemberKey member) {
        return new ProducerRecord<>(topic, member.toString(), null);
    }

    /// What the record holds; the key of a [Tombstone] is one that [MemberKey#parse] reads. Never throws, whatever the
    /// bytes.
    ///
    /// @param entry a record with its key as text or as bytes
    public static Decoded<MemberStatus> read(ConsumerRecord<?, byte[]> entry) {
        Decoded<MemberStatus> decoded = CloudEventRecords.read(entry, MemberStatusRecords::content);
        if (decoded instanceof Tombstone<MemberStatus> tombstone && MemberKey.parse(tombstone.key()).isEmpty()) {
            return new Decoded.Malformed<>("the key of a tombstone is not keyring/instance", entry.topic(),
                    entry.partition(), entry.offset());
        }
        return decoded;
    }

    private static Decoded<MemberStatus> content(String key, String cloudEventType, byte[] data,
            CloudEventRecords.Malformation<MemberStatus> malformed) {
        if (!cloudEventType.equals(MemberStatus.CLOUD_EVENT_TYPE)) {
            return new UnknownType<>(cloudEventType);
        }
        MemberStatus status = EventJson.statusFromBytes(data);
        return MemberKey.of(status).toString().equals(key)
                ? new Event<>(status)
                : malformed.because("the record's key is not the member that the status is from");
    }
}
