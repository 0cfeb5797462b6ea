package dev.habittracker.events.kafka;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.habittracker.events.EventType;
import dev.habittracker.events.MemberKey;
import dev.habittracker.events.MemberStatus;
import dev.habittracker.events.Samples;
import dev.habittracker.events.kafka.Decoded.Event;
import dev.habittracker.events.kafka.Decoded.Malformed;
import dev.habittracker.events.kafka.Decoded.Tombstone;
import dev.habittracker.events.kafka.Decoded.UnknownType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

class MemberStatusRecordsTest {

    private static final String TOPIC = "habit.keys.members";

    @Test
    void aStatus_writtenAndRead_isTheSame() {
        for (MemberStatus status : List.of(Samples.status(), Samples.statusBeforeTheFirstRead())) {
            assertThat(MemberStatusRecords.read(Consumed.of(MemberStatusRecords.write(TOPIC, status))))
                    .isEqualTo(new Event<>(status));
        }
    }

    @Test
    void aRecord_isACloudEventInBinaryMode_keyedByKeyringAndInstance() {
        ProducerRecord<String, byte[]> written = MemberStatusRecords.write(TOPIC, Samples.status());

        assertThat(written.key()).isEqualTo("habit-tracker/5f2c1e0a-habit-api");
        assertThat(Consumed.headers(written.headers())).containsOnly( //
                entry("ce_specversion", "1.0"), //
                entry("ce_id", "5f2c1e0a-habit-api/17"), //
                entry("ce_type", "dev.habittracker.keys.member-status.v1"), //
                entry("ce_source", "/keyrings/habit-tracker"), //
                entry("ce_subject", "5f2c1e0a-habit-api"), //
                entry("ce_time", "2026-11-24T08:00:04.25Z"), //
                entry("ce_dataschema", "https://habittracker.dev/schemas/keys/member-status.v1.json"), //
                entry("content-type", "application/json"));
    }

    @Test
    void aTombstone_writtenAndRead_namesTheMember() {
        MemberKey member = MemberKey.of(Samples.status());

        Decoded<MemberStatus> read = MemberStatusRecords
                .read(Consumed.of(MemberStatusRecords.tombstone(TOPIC, member)));

        assertThat(read).isEqualTo(new Tombstone<>("habit-tracker/5f2c1e0a-habit-api"));
        assertThat(MemberKey.parse("habit-tracker/5f2c1e0a-habit-api")).contains(member);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "habit-tracker", "habit-tracker/", "/5f2c1e0a"})
    void aTombstoneThatNamesNoMember_isMalformed(String key) {
        assertThat(MemberStatusRecords.read(Consumed.entry(TOPIC, key, null, new RecordHeaders())))
                .isEqualTo(malformed("the key of a tombstone is not keyring/instance"));
    }

    @Test
    void aStatusUnderAnotherMembersKey_isMalformed() {
        ConsumerRecord<String, byte[]> entry = Consumed
                .of(MemberStatusRecords.write(TOPIC, Samples.status()));

        assertThat(MemberStatusRecords
                .read(Consumed.entry(TOPIC, "habit-tracker/another", entry.value(), entry.headers())))
                .isEqualTo(malformed("the record's key is not the member that the status is from"));
    }

    @Test
    void aKeyEvent_isAnUnknownTypeHere() {
        ProducerRecord<String, byte[]> event = KeyEventRecords.write(TOPIC, Samples.event(EventType.KEY_ROTATED));

        assertThat(MemberStatusRecords.read(Consumed.of(event)))
                .isEqualTo(new UnknownType<>("dev.habittracker.keys.key-rotated.v1"));
    }

    @Test
    void aMalformedStatus_isMalformed_withTheFieldsName() {
        ConsumerRecord<String, byte[]> entry = Consumed
                .of(MemberStatusRecords.write(TOPIC, Samples.status()));
        byte[] value = new String(entry.value(), StandardCharsets.UTF_8)
                .replace("\"role\":\"member\"", "\"role\":\"boss\"").getBytes(StandardCharsets.UTF_8);

        assertThat(MemberStatusRecords
                .read(Consumed.entry(TOPIC, "habit-tracker/5f2c1e0a-habit-api", value, entry.headers())))
                .isEqualTo(malformed("member-status: field role is malformed"));
    }

    private static Malformed<MemberStatus> malformed(String reason) {
        return new Malformed<>(reason, TOPIC, Consumed.PARTITION, Consumed.OFFSET);
    }
}
