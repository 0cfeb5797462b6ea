package dev.habittracker.auditconsumer.store;

import java.util.ArrayList;
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
import dev.habittracker.auditconsumer.store.Coverage.Range;

import static org.assertj.core.api.Assertions.assertThat;

class CoverageTest {

    private static final FileId FILE = new FileId(1, Sha256.of(new byte[0]));
    private static final FileRef REF = new FileRef(new Source("node1", "file"), FILE);

    @Test
    void linesThatTouch_areOneRangeAndOthersAnother() {
        List<Row> rows = new ArrayList<>();
        rows.addAll(rows(0, 10, Chunk.WHOLE));
        rows.addAll(rows(10, 25, Chunk.WHOLE));
        rows.addAll(rows(40, 50, Chunk.WHOLE));

        assertThat(Coverage.of(rows).ranges()).isEqualTo(Map.of(REF, List.of(new Range(0, 25), new Range(40, 50))));
    }

    @Test
    void lineInPieces_countsWithItsLast() {
        assertThat(Coverage.of(rows(0, 10, new Chunk(0, 2))).ranges()).isEmpty();
        assertThat(Coverage.of(rows(0, 10, new Chunk(1, 2))).ranges())
                .isEqualTo(Map.of(REF, List.of(new Range(0, 10))));
    }

    @Test
    void partsOfOneLine_countOnce() {
        byte[] glued = Recorded.glued();
        LineCoordinates line = new LineCoordinates(REF.source(), FILE, 5, 6 + glued.length, Sha256.of(glued));

        assertThat(
                Coverage.of(Row.of(new Incoming.Line(new Place("t", new UUID(0, 0), 0), 0, line, Chunk.WHOLE, glued)))
                        .ranges())
                .isEqualTo(Map.of(REF, List.of(new Range(5, 6 + glued.length))));
    }

    private static List<Row> rows(long start, long end, Chunk chunk) {
        byte[] bytes = Recorded.line(7);
        LineCoordinates line = new LineCoordinates(REF.source(), FILE, start, end, Sha256.of(bytes));
        return Row.of(new Incoming.Line(new Place("t", new UUID(0, 0), 0), 0, line, chunk, bytes));
    }
}
