package dev.habittracker.events.kafka;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.habittracker.events.EventType;
import dev.habittracker.events.KeyEvent;
import dev.habittracker.events.MemberStatus;
import dev.habittracker.events.Position;
import dev.habittracker.events.SchemaFiles;
import dev.habittracker.events.kafka.Decoded.Event;
import dev.habittracker.events.kafka.Decoded.UnknownType;

import static org.assertj.core.api.Assertions.assertThat;

/// Records that are out there. A file here is never changed: where a test fails, the change is not compatible and needs
/// a `v2`. New shapes get new files.
class GoldenFilesTest {

    private static final Set<String> STATUSES = Set.of("member-status", "member-status-before-the-first-read",
            "member-status-after-forget");

    @Test
    void everyType_hasAGoldenFile() {
        Set<String> expected = new TreeSet<>(STATUSES);
        Arrays.stream(EventType.values()).map(EventType::wireName).forEach(expected::add);

        assertThat(GoldenFile.names("")).containsExactlyElementsOf(expected);
    }

    @ParameterizedTest
    @EnumSource
    void anOldEvent_isRead_andWrittenAgainByteForByte(EventType type) {
        GoldenFile golden = GoldenFile.read(type.wireName());

        KeyEvent event = event(golden);

        assertThat(event.type()).isEqualTo(type);
        assertSame(KeyEventRecords.write("t", event), golden);
    }

    @ParameterizedTest
    @ValueSource(strings = {"member-status", "member-status-before-the-first-read", "member-status-after-forget"})
    void anOldStatus_isRead_andWrittenAgainByteForByte(String name) {
        GoldenFile golden = GoldenFile.read(name);

        assertSame(MemberStatusRecords.write("t", status(golden)), golden);
    }

    @Test
    void everyGoldenFile_fitsItsSchema() {
        for (String name : GoldenFile.names("")) {
            GoldenFile golden = GoldenFile.read(name);
            String schema = golden.headers().get("ce_dataschema");

            assertThat(schema).as(name).isNotNull();
            assertThat(SchemaFiles.problemsForReaders(String.valueOf(schema), golden.data())).as(name).isEmpty();
        }
    }

    @Test
    void aStatusFromBeforeWritesWereNamed_isReadWithoutItsWordThatNothingStandsAboveAPosition() {
        GoldenFile earlier = GoldenFile.read("earlier/member-status");

        MemberStatus read = status(earlier);

        assertThat(read.applied()).isEqualTo(new Position(1_795_500_000, 42));
        assertThat(read.declaredFalse()).isNull();
        assertThat(SchemaFiles.problemsForReaders(String.valueOf(earlier.headers().get("ce_dataschema")),
                earlier.data())).isEmpty();
    }

    @Test
    void anEventOfALaterWriter_withFieldsThatNobodyHereKnows_isReadAsIfTheyWereNotThere() {
        assertThat(event(GoldenFile.read("later/key-rotated"))).isEqualTo(event(GoldenFile.read("key-rotated")));
    }

    @Test
    void aStatusOfALaterWriter_withFieldsThatNobodyHereKnows_isReadAsIfTheyWereNotThere() {
        assertThat(status(GoldenFile.read("later/member-status"))).isEqualTo(status(GoldenFile.read("member-status")));
    }

    @Test
    void anEventOfATypeThatNobodyHereKnows_isToldApart() {
        assertThat(KeyEventRecords.read(GoldenFile.read("later/key-split").consumed()))
                .isEqualTo(new UnknownType<>("dev.habittracker.keys.key-split.v1"));
    }

    private static KeyEvent event(GoldenFile golden) {
        Decoded<KeyEvent> decoded = KeyEventRecords.read(golden.consumed());
        if (decoded instanceof Event<KeyEvent>(KeyEvent event)) {
            return event;
        }
        throw new AssertionError("not an event: " + decoded);
    }

    private static MemberStatus status(GoldenFile golden) {
        Decoded<MemberStatus> decoded = MemberStatusRecords.read(golden.consumed());
        if (decoded instanceof Event<MemberStatus>(MemberStatus status)) {
            return status;
        }
        throw new AssertionError("not a status: " + decoded);
    }

    private static void assertSame(ProducerRecord<String, byte[]> written, GoldenFile golden) {
        assertThat(written.key()).isEqualTo(golden.key());
        assertThat(new String(written.value(), StandardCharsets.UTF_8)).isEqualTo(golden.text());
        assertThat(Consumed.headers(written.headers())).isEqualTo(golden.headers());
    }
}
