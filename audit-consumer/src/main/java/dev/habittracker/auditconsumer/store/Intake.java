package dev.habittracker.auditconsumer.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.habittracker.auditconsumer.record.LineCoordinates;
import dev.habittracker.auditconsumer.record.LinePart.State;
import dev.habittracker.auditconsumer.store.Row.ChunkRow;
import dev.habittracker.auditconsumer.store.Row.PartRow;

/**
 * A batch, sorted by how it has to be written. A line that begins at or behind the place up to which its file was stored
 * cannot be in the table yet. Any other may be: it was sent again, or the file was cut and written to again. A record of
 * before the retention is not written at all: its day was dropped, and it must not come back when its line is sent again.
 *
 * @param fresh parts of lines that cannot be in the table
 * @param perhapsRepeated parts of lines that may be there
 * @param heads the heads of lines that are kept in pieces, with those that are not written as their day was dropped
 * @param chunks their pieces
 * @param expired parts of before the retention
 * @param holes bytes between what was stored and a line that came
 * @param seenTo how far each file is stored after this
 */
public record Intake(List<PartRow> fresh, List<PartRow> perhapsRepeated, List<PartRow> heads, List<ChunkRow> chunks,
        List<PartRow> expired, List<Hole> holes, Map<FileRef, Long> seenTo) {

    /**
     * Bytes that were left out.
     *
     * @param file of this file
     * @param from offset of the first
     * @param to offset behind the last
     */
    public record Hole(FileRef file, long from, long to) {}

    /**
     * Sorts.
     *
     * @param rows in the order of their messages
     * @param seenTo how far each of their files was stored; 0 where nothing was
     * @param keptFrom records of before this are not kept any more
     */
    public static Intake of(List<Row> rows, Map<FileRef, Long> seenTo, Instant keptFrom) {
        Intake intake = new Intake(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(),
                new ArrayList<>(), new ArrayList<>(), new HashMap<>(seenTo));
        @Nullable
        LineCoordinates line = null;
        boolean fresh = false;
        for (Row row : rows) {
            if (!row.line().equals(line)) {
                line = row.line();
                fresh = intake.see(row);
            }
            switch (row) {
                case PartRow part -> intake.add(part, fresh, keptFrom);
                case ChunkRow chunk -> intake.chunks.add(chunk);
            }
        }
        return intake;
    }

    /** True if the row's line was never seen. */
    private boolean see(Row row) {
        long before = seenTo.merge(FileRef.of(row), 0L, Math::max);
        seenTo.put(FileRef.of(row), Math.max(before, row.line().end()));
        if (row.line().start() > before) {
            holes.add(new Hole(FileRef.of(row), before, row.line().start()));
        }
        return row.line().start() >= before;
    }

    private void add(PartRow part, boolean fresh, Instant keptFrom) {
        boolean isHead = part.part().state() == State.HEAD;
        if (isHead) {
            heads.add(part);
        }
        if (!part.time().equals(Instant.MIN) && part.time().isBefore(keptFrom)) {
            expired.add(part);
        } else if (fresh && !isHead) {
            fresh().add(part);
        } else {
            perhapsRepeated.add(part);
        }
    }
}
