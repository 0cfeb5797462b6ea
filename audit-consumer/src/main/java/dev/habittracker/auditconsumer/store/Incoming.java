package dev.habittracker.auditconsumer.store;

import dev.habittracker.auditconsumer.record.Chunk;
import dev.habittracker.auditconsumer.record.LineCoordinates;

/** A message from the records topic. */
public sealed interface Incoming {

    /** Where it was read. */
    Place place();

    /** Its offset there. */
    long offset();

    /**
     * A line, or a piece of one.
     *
     * @param place see {@link Incoming#place()}
     * @param offset see {@link Incoming#offset()}
     * @param line the line's coordinates
     * @param chunk which piece of it
     * @param bytes the piece
     */
    record Line(Place place, long offset, LineCoordinates line, Chunk chunk, byte[] bytes) implements Incoming {}

    /**
     * A message that does not say which line it is.
     *
     * @param place see {@link Incoming#place()}
     * @param offset see {@link Incoming#offset()}
     * @param reason what is wrong with it, without any of its content
     */
    record Malformed(Place place, long offset, String reason) implements Incoming {}
}
