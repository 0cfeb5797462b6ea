package dev.habittracker.events.kafka;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

import dev.habittracker.events.EventType;
import dev.habittracker.events.MemberKey;
import dev.habittracker.events.Samples;

/// Generates records: anything at all, or a real one with some damage.
final class AnyRecord {

    private static final List<String> HEADERS = List.of("ce_specversion", "ce_id", "ce_type", "ce_source", "ce_subject",
            "ce_time", "ce_dataschema", "content-type", "ce_", "ce_ünusual", "CE_ID", "traceparent");

    private static final List<String> TEXTS = List.of("", "1.0", "0.3", "application/json",
            "application/cloudevents+json", "dev.habittracker.keys.key-rotated.v1",
            "dev.habittracker.keys.member-status.v1", "dev.habittracker.keys.a-later-one.v1", "2026-11-24T08:00:00Z",
            "::", "null", "{}", "[]", "{\"epoch\":1e999999999}", "{\"keyring\":{\"keyring\":{}}}",
            "{\"a\":".repeat(5_000), "[".repeat(5_000));

    private final Random random;

    AnyRecord(long seed) {
        random = new Random(seed);
    }

    ConsumerRecord<?, byte[]> next() {
        return random.nextInt(4) == 0 ? anything() : damaged(real());
    }

    private ConsumerRecord<?, byte[]> anything() {
        Headers headers = new RecordHeaders();
        for (int i = random.nextInt(10); i > 0; i--) {
            headers.add(pick(HEADERS), bytes());
        }
        return Consumed.entry("t", key(), bytes(), headers);
    }

    private ProducerRecord<String, byte[]> real() {
        EventType[] types = EventType.values();
        return switch (random.nextInt(4)) {
            case 0 -> MemberStatusRecords.write("t", Samples.status());
            case 1 -> MemberStatusRecords.tombstone("t", MemberKey.of(Samples.status()));
            default -> KeyEventRecords.write("t", Samples.event(types[random.nextInt(types.length)]));
        };
    }

    private ConsumerRecord<?, byte[]> damaged(ProducerRecord<String, byte[]> record) {
        List<Header> headers = new ArrayList<>(List.of(record.headers().toArray()));
        byte @Nullable [] value = record.value();
        @Nullable
        Object key = record.key();
        for (int i = random.nextInt(3); i > 0; i--) {
            switch (random.nextInt(8)) {
                case 0 -> headers.removeIf(header -> random.nextInt(6) == 0);
                case 1 -> headers.add(new RecordHeader(pick(HEADERS), bytes()));
                case 2 -> headers.replaceAll(header -> random.nextInt(6) == 0
                        ? new RecordHeader(header.key(), flipped(header.value()))
                        : header);
                case 3 -> key = key();
                case 4 -> value = bytes();
                case 5 -> value = value == null ? null : cut(value);
                default -> value = value == null ? null : flipped(value);
            }
        }
        return Consumed.entry("t", key, value, new RecordHeaders(headers));
    }

    private byte @Nullable [] bytes() {
        return switch (random.nextInt(4)) {
            case 0 -> null;
            case 1 -> noise(random.nextInt(40));
            default -> pick(TEXTS).getBytes(StandardCharsets.UTF_8);
        };
    }

    private @Nullable Object key() {
        return switch (random.nextInt(4)) {
            case 0 -> null;
            case 1 -> noise(random.nextInt(10));
            case 2 -> Samples.KEYRING.getBytes(StandardCharsets.UTF_8);
            default -> Samples.KEYRING + "/x";
        };
    }

    private byte[] flipped(byte @Nullable [] bytes) {
        if (bytes == null || bytes.length == 0) {
            return noise(3);
        }
        byte[] flipped = bytes.clone();
        flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
        return flipped;
    }

    private byte[] cut(byte[] bytes) {
        return bytes.length == 0 ? bytes : Arrays.copyOf(bytes, random.nextInt(bytes.length));
    }

    private byte[] noise(int length) {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        return noise;
    }

    private String pick(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
