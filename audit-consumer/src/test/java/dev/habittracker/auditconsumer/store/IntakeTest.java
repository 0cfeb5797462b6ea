package dev.habittracker.auditconsumer.store;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import dev.habittracker.auditconsumer.record.Chunk;
import dev.habittracker.auditconsumer.record.FileId;
import dev.habittracker.auditconsumer.record.LineCoordinates;
import dev.habittracker.auditconsumer.record.Recorded;
import dev.habittracker.auditconsumer.record.Sha256;
import dev.habittracker.auditconsumer.record.Source;

import static org.assertj.core.api.Assertions.assertThat;

class IntakeTest {

    private static final FileId FILE = new FileId(1, Sha256.of(new byte[0]));
    private static final Source SOURCE = new Source("node1", "file");
    private static final FileRef REF = new FileRef(SOURCE, FILE);

    @Test
    void lines_behindWhatWasSeen_areFreshAndTheOthersMayBeRepeated() {
        Intake intake = Intake.of(rows(line(0, 10), line(10, 20), line(20, 30)), Map.of(REF, 10L), Instant.MIN);

        assertThat(intake.fresh()).extracting(part -> part.line().start()).containsExactly(10L, 20L);
        assertThat(intake.perhapsRepeated()).extracting(part -> part.line().start()).containsExactly(0L);
        assertThat(intake.seenTo()).isEqualTo(Map.of(REF, 30L));
    }

    @Test
    void lineBehindAHole_tellsWhichBytesAreMissing() {
        Intake intake = Intake.of(rows(line(10, 20), line(20, 30), line(35, 40)), Map.of(REF, 0L), Instant.MIN);

        assertThat(intake.holes()).containsExactly(new Intake.Hole(REF, 0, 10), new Intake.Hole(REF, 30, 35));
    }

    @Test
    void lineTwiceInABatch_isFreshOnce() {
        Intake intake = Intake.of(rows(line(0, 10), line(10, 20), line(0, 10)), Map.of(REF, 0L), Instant.MIN);

        assertThat(intake.fresh()).hasSize(2);
        assertThat(intake.perhapsRepeated()).hasSize(1);
    }

    @Test
    void partsOfOneLine_areAllFresh() {
        byte[] glued = Recorded.glued();
        LineCoordinates line = new LineCoordinates(SOURCE, FILE, 0, glued.length + 1, Sha256.of(glued));

        Intake intake = Intake.of(Row.of(message(line, Chunk.WHOLE, glued)), Map.of(REF, 0L), Instant.MIN);

        assertThat(intake.fresh()).hasSize(2);
    }

    @Test
    void piecesOfALongLine_areNeverTakenForFresh() {
        byte[] bytes = Recorded.line(7);
        LineCoordinates line = new LineCoordinates(SOURCE, FILE, 0, 2_000, Sha256.of(bytes));
        List<Row> rows = Row.of(message(line, new Chunk(0, 2), bytes));

        Intake intake = Intake.of(rows, Map.of(REF, 0L), Instant.MIN);

        assertThat(intake.fresh()).isEmpty();
        assertThat(intake.perhapsRepeated()).hasSize(1).isEqualTo(intake.heads());
        assertThat(intake.chunks()).hasSize(1);
    }

    @Test
    void records_ofBeforeTheRetention_areLeftOutAndThoseWithoutATimeAreNot() {
        Instant kept = Instant.parse("2026-11-25T00:00:00Z");
        byte[] undated = "no record".getBytes(StandardCharsets.UTF_8);
        LineCoordinates line = new LineCoordinates(SOURCE, FILE, 10, 20, Sha256.of(undated));

        Intake intake = Intake.of(
                List.of(rows(line(0, 10)).getFirst(), Row.of(message(line, Chunk.WHOLE, undated)).getFirst()),
                Map.of(REF, 0L), kept);

        assertThat(intake.expired()).hasSize(1);
        assertThat(intake.fresh()).extracting(part -> part.time()).containsExactly(Instant.MIN);
        assertThat(intake.seenTo()).isEqualTo(Map.of(REF, 20L));
    }

    private static LineCoordinates line(long start, long end) {
        return new LineCoordinates(SOURCE, FILE, start, end, Sha256.of(Recorded.line(7)));
    }

    private static List<Row> rows(LineCoordinates... lines) {
        return List.of(lines).stream().flatMap(line -> Row.of(message(line, Chunk.WHOLE, Recorded.line(7))).stream())
                .toList();
    }

    private static Incoming.Line message(LineCoordinates line, Chunk chunk, byte[] bytes) {
        return new Incoming.Line(new Place("t", new UUID(0, 0), 0), 0, line, chunk, bytes);
    }
}
