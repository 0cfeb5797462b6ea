package dev.habittracker.auditconsumer.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.habittracker.auditconsumer.store.Row.ChunkRow;
import dev.habittracker.auditconsumer.store.Row.PartRow;

/**
 * Which bytes of their files a batch brings. Within a file every line's end is the next one's start: where that is not so,
 * something is missing.
 *
 * @param ranges what is stored of each file after the batch, touching ranges put together, in the order of the messages
 */
public record Coverage(Map<FileRef, List<Range>> ranges) {

    /**
     * Bytes of a file.
     *
     * @param from offset of the first
     * @param to offset behind the last
     */
    public record Range(long from, long to) {}

    /** What these rows bring; a line in pieces counts with its last one. */
    public static Coverage of(List<Row> rows) {
        Map<FileRef, List<Range>> ranges = new HashMap<>();
        for (Row row : rows) {
            boolean complete = switch (row) {
                case PartRow part -> part.raw() != null;
                case ChunkRow chunk -> chunk.chunk().index() == chunk.chunk().count() - 1;
            };
            if (complete) {
                add(ranges.computeIfAbsent(FileRef.of(row), file -> new ArrayList<>()), row.line().start(),
                        row.line().end());
            }
        }
        return new Coverage(ranges);
    }

    private static void add(List<Range> ranges, long from, long to) {
        if (!ranges.isEmpty() && ranges.getLast().to() == from) {
            ranges.add(new Range(ranges.removeLast().from(), to));
        } else if (ranges.isEmpty() || !ranges.getLast().equals(new Range(from, to))) {
            ranges.add(new Range(from, to));
        }
    }
}
