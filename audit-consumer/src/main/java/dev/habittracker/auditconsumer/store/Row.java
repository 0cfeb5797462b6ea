package dev.habittracker.auditconsumer.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.habittracker.auditconsumer.record.Chunk;
import dev.habittracker.auditconsumer.record.LineCoordinates;
import dev.habittracker.auditconsumer.record.LineParser;
import dev.habittracker.auditconsumer.record.LinePart;

/** What is stored of a line. */
public sealed interface Row {

    /** The line it belongs to. */
    LineCoordinates line();

    /**
     * A part of a line, almost always the whole of it.
     *
     * @param line see {@link Row#line()}
     * @param start offset of the part's first byte in the file
     * @param end offset behind its last byte in the file
     * @param part what it is and says
     * @param raw its bytes; null where the line is kept in pieces
     */
    record PartRow(LineCoordinates line, long start, long end, LinePart part, byte @Nullable [] raw) implements Row {

        private static final int HALF_A_MICROSECOND = 500;

        /**
         * When Vault wrote it, to the nearest microsecond, which is what a database can hold: it decides in which day's
         * partition the row is, and is the same whenever the line is delivered. {@link Instant#MIN} where nobody knows.
         */
        public Instant time() {
            Instant time = part.columns().time();
            return time == null
                    ? Instant.MIN
                    : time.plusNanos(HALF_A_MICROSECOND).truncatedTo(ChronoUnit.MICROS);
        }
    }

    /**
     * A piece of a line that is too long for one message.
     *
     * @param line see {@link Row#line()}
     * @param chunk which piece
     * @param raw its bytes
     */
    record ChunkRow(LineCoordinates line, Chunk chunk, byte[] raw) implements Row {}

    /** The rows that a message gives: all parts of a whole line; of a long line each piece, and with the first its head. */
    static List<Row> of(Incoming.Line message) {
        List<Row> rows = new ArrayList<>();
        LineCoordinates line = message.line();
        if (message.chunk().isWhole()) {
            for (LinePart part : LineParser.parse(message.bytes())) {
                rows.add(new PartRow(line, line.start() + part.from(), line.start() + part.to(), part,
                        Arrays.copyOfRange(message.bytes(), part.from(), part.to())));
            }
            return rows;
        }
        if (message.chunk().index() == 0) {
            rows.add(new PartRow(line, line.start(), line.end(), LineParser.head(message.bytes()), null));
        }
        rows.add(new ChunkRow(line, message.chunk(), message.bytes()));
        return rows;
    }
}
