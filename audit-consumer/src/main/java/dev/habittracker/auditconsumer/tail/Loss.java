package dev.habittracker.auditconsumer.tail;

import java.time.Instant;

import dev.habittracker.auditconsumer.record.FileId;

/**
 * Bytes that were, or may have been, in an audit file and that nobody can read any more. A loss is kept with the file's
 * checkpoint, so that a restart does not forget it.
 *
 * @param kind how it happened
 * @param file the file
 * @param from offset of the first byte that may be missing; where the loss ends nobody knows
 * @param at when it was noticed
 * @param detail what was seen, for an operator
 */
public record Loss(Kind kind, FileId file, long from, Instant at, String detail) {

    /** How bytes were lost. */
    public enum Kind {
        /** The file became shorter than what had been read of it (logrotate's copytruncate, or a hand). */
        TRUNCATED,
        /** The file's beginning is another than it was: it was truncated and written to again. */
        REWRITTEN,
        /** The file had not been read to its end when the tail stopped, and is gone. */
        VANISHED
    }
}
