package dev.habittracker.events.kafka;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

import dev.habittracker.events.kafka.Decoded.Malformed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

class DeadLettersTest {

    private static final byte[] NOT_UTF_8 = {(byte) 0xFF, 0, (byte) 0xFE};

    @Test
    void aDeadLetter_keepsKeyValueAndHeadersByteForByte_andSaysWhereAndWhy() {
        Headers headers = new RecordHeaders().add("ce_type", utf8("nonsense")).add("odd", NOT_UTF_8);
        ConsumerRecord<byte[], byte[]> original = Consumed.entry("habit.keys.events", NOT_UTF_8, NOT_UTF_8, headers);

        ProducerRecord<byte[], byte[]> letter = DeadLetters.of("habit.keys.dead-letters", original,
                "not a CloudEvent");

        assertThat(letter.topic()).isEqualTo("habit.keys.dead-letters");
        assertThat(letter.partition()).isNull();
        assertThat(letter.key()).isEqualTo(NOT_UTF_8);
        assertThat(letter.value()).isEqualTo(NOT_UTF_8);
        assertThat(letter.headers().lastHeader("odd").value()).isEqualTo(NOT_UTF_8);
        letter.headers().remove("odd");
        assertThat(Consumed.headers(letter.headers())).containsOnly( //
                entry("ce_type", "nonsense"), //
                entry("dead-letter-topic", "habit.keys.events"), //
                entry("dead-letter-partition", "3"), //
                entry("dead-letter-offset", "4711"), //
                entry("dead-letter-timestamp", "2026-11-24T06:00:01.234Z"), //
                entry("dead-letter-reason", "not a CloudEvent"));
    }

    @Test
    void theOriginal_isNotChanged() {
        ConsumerRecord<String, byte[]> original = Consumed.entry("t", "k", NOT_UTF_8, new RecordHeaders());

        DeadLetters.of("dead", original, "damaged");

        assertThat(original.headers()).isEmpty();
    }

    @Test
    void aTextKey_isKeptAsUtf8_andAMissingKeyOrValue_staysMissing() {
        ConsumerRecord<String, byte[]> withText = Consumed.entry("t", "schlüssel", null, new RecordHeaders());

        assertThat(DeadLetters.of("dead", withText, "no value").key()).isEqualTo(utf8("schlüssel"));
        assertThat(DeadLetters.of("dead", withText, "no value").value()).isNull();
        assertThat(DeadLetters.of("dead", Consumed.entry("t", null, NOT_UTF_8, new RecordHeaders()), "no key").key())
                .isNull();
    }

    @Test
    void aKeyOfAnotherKind_isAMistakeInTheConsumersConfiguration() {
        assertThatThrownBy(
                () -> DeadLetters.of("dead", Consumed.entry("t", 42L, NOT_UTF_8, new RecordHeaders()), "damaged"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("change the consumer's key deserializer");
    }

    @Test
    void aRecordWithoutATimestamp_givesNone() {
        ConsumerRecord<byte[], byte[]> original = new ConsumerRecord<>("t", 0, 0, ConsumerRecord.NO_TIMESTAMP,
                TimestampType.NO_TIMESTAMP_TYPE, 0, 0, NOT_UTF_8, NOT_UTF_8, new RecordHeaders(), Optional.empty());

        assertThat(Consumed.headers(DeadLetters.of("dead", original, "damaged").headers()))
                .doesNotContainKey("dead-letter-timestamp");
    }

    @Test
    void aDeadLetterOfADeadLetter_tellsOfItselfLast() {
        ConsumerRecord<byte[], byte[]> original = Consumed.entry("first", NOT_UTF_8, NOT_UTF_8,
                new RecordHeaders().add(DeadLetters.TOPIC, utf8("forged")));

        Headers headers = DeadLetters.of("dead", original, new Malformed<>("damaged", "first", 3, 4711)).headers();

        assertThat(headers.lastHeader(DeadLetters.TOPIC).value()).isEqualTo(utf8("first"));
        assertThat(headers.headers(DeadLetters.TOPIC)).hasSize(2);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
