package dev.habittracker.events.kafka;

import java.nio.charset.StandardCharsets;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.habittracker.events.EventType;
import dev.habittracker.events.KeyEvent;
import dev.habittracker.events.RotationResumed;
import dev.habittracker.events.Samples;
import dev.habittracker.events.WriteHeader;
import dev.habittracker.events.kafka.Decoded.Event;
import dev.habittracker.events.kafka.Decoded.Malformed;
import dev.habittracker.events.kafka.Decoded.Tombstone;
import dev.habittracker.events.kafka.Decoded.UnknownType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

class KeyEventRecordsTest {

    private static final String TOPIC = "habit.keys.events";

    @ParameterizedTest
    @EnumSource
    void anEvent_writtenAndRead_isTheSame_withItsKeyAsTextAndAsBytes(EventType type) {
        KeyEvent event = Samples.event(type);
        ProducerRecord<String, byte[]> written = KeyEventRecords.write(TOPIC, event);
        byte[] key = written.key().getBytes(StandardCharsets.UTF_8);

        assertThat(KeyEventRecords.read(Consumed.of(written))).isEqualTo(new Event<>(event));
        assertThat(KeyEventRecords.read(Consumed.entry(TOPIC, key, written.value(), written.headers())))
                .isEqualTo(new Event<>(event));
    }

    @Test
    void aRecord_isACloudEventInBinaryMode() {
        ProducerRecord<String, byte[]> written = KeyEventRecords.write(TOPIC, Samples.event(EventType.KEY_ROTATED));

        assertThat(written.topic()).isEqualTo(TOPIC);
        assertThat(written.key()).isEqualTo("habit-tracker");
        assertThat(written.timestamp()).isNull();
        assertThat(written.partition()).isNull();
        assertThat(Consumed.headers(written.headers())).containsOnly( //
                entry("ce_specversion", "1.0"), //
                entry("ce_id", "a7dc7ad2-0327-59f9-83f4-4e84ea664698"), //
                entry("ce_type", "dev.habittracker.keys.key-rotated.v1"), //
                entry("ce_source", "/keyrings/habit-tracker"), //
                entry("ce_subject", "1795500000.42"), //
                entry("ce_time", "2026-11-24T08:00:00Z"), //
                entry("ce_dataschema", "https://habittracker.dev/schemas/keys/key-rotated.v1.json"), //
                entry("content-type", "application/json"));
    }

    @ParameterizedTest
    @CsvSource({"two words,/keyrings/two%20words", "50%,/keyrings/50%25", "schlüssel,/keyrings/schl%C3%BCssel",
            "a/b,/keyrings/a/b", "a:b?c#d,/keyrings/a:b%3Fc%23d"})
    void aKeyringWithAnUnusualName_stillGivesASourceThatIsAUri(String keyring, String source) {
        KeyEvent event = Samples.event(EventType.ROTATION_RESUMED);
        WriteHeader header = event.header();
        KeyEvent renamed = new RotationResumed(new WriteHeader(keyring, header.epoch(), header.version(),
                header.writeId(), header.decided(), header.reason(), header.requestId(), header.by()));
        ProducerRecord<String, byte[]> written = KeyEventRecords.write(TOPIC, renamed);

        assertThat(Consumed.headers(written.headers())).containsEntry("ce_source", source);
        assertThat(KeyEventRecords.read(Consumed.of(written))).isEqualTo(new Event<>(renamed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev.habittracker.keys.key-duplicated.v1", "dev.habittracker.keys.key-rotated.v2",
            "dev.habittracker.keys.member-status.v1", "com.example.order-placed"})
    void anUnknownType_isTold_whateverItsData(String type) {
        ConsumerRecord<String, byte[]> entry = sample();
        entry.headers().remove("ce_type").add("ce_type", utf8(type));

        assertThat(KeyEventRecords.read(entry)).isEqualTo(new UnknownType<>(type));
    }

    @Test
    void aTypeThatIsNotAPlainName_isMalformed_soThatItCannotForgeALogLine() {
        ConsumerRecord<String, byte[]> entry = sample();
        entry.headers().remove("ce_type").add("ce_type", utf8("x\n2026-11-24 WARN all is well"));

        assertThat(KeyEventRecords.read(entry)).isEqualTo(malformed("ce_type is not a plain name"));
    }

    @Test
    void aRecordWithoutAValue_isATombstone() {
        assertThat(KeyEventRecords.read(Consumed.entry(TOPIC, "habit-tracker", null, sample().headers())))
                .isEqualTo(new Tombstone<>("habit-tracker"));
    }

    @Test
    void aRecordWithoutAKey_isMalformed() {
        ConsumerRecord<String, byte[]> entry = sample();

        assertThat(KeyEventRecords.read(Consumed.entry(TOPIC, null, entry.value(), entry.headers())))
                .isEqualTo(malformed("the record's key is missing or not text"));
        assertThat(KeyEventRecords.read(Consumed.entry(TOPIC, 42L, entry.value(), entry.headers())))
                .isEqualTo(malformed("the record's key is missing or not text"));
    }

    @Test
    void aRecordUnderAnotherKeyringsKey_isMalformed() {
        ConsumerRecord<String, byte[]> entry = sample();

        assertThat(KeyEventRecords.read(Consumed.entry(TOPIC, "another", entry.value(), entry.headers())))
                .isEqualTo(malformed("the record's key is not the keyring that the event is about"));
    }

    @Test
    void dataThatIsNotWhatTheTypeSays_isMalformed_withTheFieldsName() {
        ConsumerRecord<String, byte[]> entry = sample();

        assertThat(KeyEventRecords.read(Consumed.entry(TOPIC, "habit-tracker", utf8("{}"), entry.headers())))
                .isEqualTo(malformed("key-rotated: field keyring is missing"));
        assertThat(KeyEventRecords.read(Consumed.entry(TOPIC, "habit-tracker", new byte[0], entry.headers())))
                .isEqualTo(malformed("no data"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ce_specversion", "ce_id", "ce_type", "ce_source"})
    void aMissingAttribute_isMalformed(String attribute) {
        ConsumerRecord<String, byte[]> entry = sample();
        entry.headers().remove(attribute);

        assertThat(KeyEventRecords.read(entry)).isInstanceOfSatisfying(Malformed.class,
                it -> assertThat(it.reason()).startsWith("not a CloudEvent in binary mode: "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ce_specversion", "ce_id", "ce_type", "ce_source"})
    void aMandatoryAttributesHeaderWithoutAValue_isMalformed(String name) {
        ConsumerRecord<String, byte[]> entry = sample();
        entry.headers().remove(name).add(name, null);

        assertThat(KeyEventRecords.read(entry)).isInstanceOf(Malformed.class);
    }

    @ParameterizedTest
    @CsvSource({"ce_specversion,0.3,not CloudEvents 1.0",
            "ce_specversion,7,not a CloudEvent in binary mode: INVALID_SPEC_VERSION",
            "ce_time,noon,not a CloudEvent in binary mode: INVALID_ATTRIBUTE_VALUE",
            "content-type,text/plain,content-type is not application/json",
            "content-type,application/cloudevents+json,not a CloudEvent in binary mode: UNKNOWN_ENCODING"})
    void aMalformedAttribute_isMalformed(String attribute, String value, String reason) {
        ConsumerRecord<String, byte[]> entry = sample();
        entry.headers().remove(attribute).add(attribute, utf8(value));

        assertThat(KeyEventRecords.read(entry)).isEqualTo(malformed(reason));
    }

    @Test
    void aContentTypeWithACharset_isJsonToo() {
        ConsumerRecord<String, byte[]> entry = sample();
        entry.headers().remove("content-type").add("content-type", utf8("application/json; charset=utf-8"));

        assertThat(KeyEventRecords.read(entry)).isInstanceOf(Event.class);
    }

    @Test
    void headersOfOthers_areTolerated() {
        ConsumerRecord<String, byte[]> entry = sample();
        entry.headers().add("traceparent", utf8("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"))
                .add("ce_partitionkey", utf8("p")).add("empty", null);

        assertThat(KeyEventRecords.read(entry)).isInstanceOf(Event.class);
    }

    private static ConsumerRecord<String, byte[]> sample() {
        return Consumed.of(KeyEventRecords.write(TOPIC, Samples.event(EventType.KEY_ROTATED)));
    }

    private static Malformed<KeyEvent> malformed(String reason) {
        return new Malformed<>(reason, TOPIC, Consumed.PARTITION, Consumed.OFFSET);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
