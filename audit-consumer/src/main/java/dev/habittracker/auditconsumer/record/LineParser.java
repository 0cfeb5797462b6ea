package dev.habittracker.auditconsumer.record;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;

import dev.habittracker.auditconsumer.record.LinePart.State;
import dev.habittracker.auditconsumer.record.RecordReading.Broken;
import dev.habittracker.auditconsumer.record.RecordReading.Complete;

/**
 * Takes a line apart. The file device does not end a write that failed (a full disk) with a newline, so the next record
 * lands behind the fragment on the same line: the good record is found, the lost one is reported by what is left of it.
 */
public final class LineParser {

    private LineParser() {}

    /**
     * The parts of a line, in order; at least one, and together all of its bytes.
     *
     * @param line the bytes without the newline
     */
    public static List<LinePart> parse(byte[] line) {
        List<LinePart> parts = new ArrayList<>();
        int position = 0;
        while (position < line.length) {
            switch (RecordReader.read(line, position, line.length)) {
                case Complete record -> {
                    int end = position + record.length();
                    parts.add(new LinePart(position, end, State.SALVAGED, record.columns(), record.json(),
                            "shares its line with another record or a fragment"));
                    position = end;
                }
                case Broken broken -> {
                    parts.addAll(salvage(line, position, broken));
                    position = line.length;
                }
            }
        }
        if (parts.isEmpty()) {
            return List.of(new LinePart(0, 0, State.UNREADABLE, AuditRecord.UNKNOWN, null, "an empty line"));
        }
        return parts.size() == 1 ? List.of(alone(parts.getFirst())) : parts;
    }

    /**
     * What the first bytes of a line say that is too long to be looked at as a whole.
     *
     * @param head the bytes
     */
    public static LinePart head(byte[] head) {
        AuditRecord columns = RecordReader.read(head, 0, head.length).columns();
        return new LinePart(0, head.length, State.HEAD, columns, null, "kept in pieces, only the first was looked at");
    }

    /** The records at the end of a broken stretch, found from behind, and the fragment before them. */
    private static List<LinePart> salvage(byte[] line, int from, Broken broken) {
        Deque<LinePart> parts = new ArrayDeque<>();
        int end = line.length;
        while (end > from) {
            OptionalInt start = JsonBackwards.startOfLastObject(line, from, end);
            if (start.isEmpty()
                    || !(RecordReader.read(line, start.getAsInt(), end) instanceof Complete record)
                    || !record.columns().hasTimeAndType()) {
                break;
            }
            parts.addFirst(new LinePart(start.getAsInt(), end, State.SALVAGED, record.columns(), record.json(),
                    "stands behind the fragment of a record that Vault failed to write"));
            end = start.getAsInt();
        }
        if (end > from) {
            AuditRecord columns = parts.isEmpty() ? broken.columns() : RecordReader.read(line, from, end).columns();
            parts.addFirst(new LinePart(from, end, State.FRAGMENT, columns, null, broken.reason()));
        }
        return List.copyOf(parts);
    }

    private static LinePart alone(LinePart part) {
        return switch (part.state()) {
            case PARSED, SALVAGED ->
                new LinePart(part.from(), part.to(), State.PARSED, part.columns(), part.json(), null);
            case FRAGMENT, UNREADABLE, HEAD ->
                new LinePart(part.from(), part.to(), State.UNREADABLE, part.columns(), null, part.remark());
        };
    }
}
