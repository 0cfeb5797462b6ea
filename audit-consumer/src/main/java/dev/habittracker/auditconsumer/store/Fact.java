package dev.habittracker.auditconsumer.store;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Something about the trail that an operator should know.
 *
 * @param kind what it is
 * @param noticed when it was
 * @param file in which file; null where it is about none
 * @param from offset of the first byte that it is about
 * @param to offset behind the last one; null where nobody knows it
 * @param records how many records, where they can be counted
 * @param detail what was seen, without any content
 * @param sameAs the same text tells the same fact, which is written down once; null where each stands for itself
 */
public record Fact(Kind kind, Instant noticed, @Nullable FileRef file, @Nullable Long from, @Nullable Long to,
        @Nullable Long records, String detail, @Nullable String sameAs) {

    /** What a fact is about. */
    public enum Kind {
        /** Bytes of a file are gone before anybody read them. */
        LOST,
        /** Lines of a file were left out on the way to the table; they may still come. */
        HOLE,
        /** Lines came again and were left alone. */
        REPEATED,
        /** Records were left out, for their day was dropped. */
        EXPIRED,
        /** A day was dropped. */
        DROPPED,
        /** Messages were deleted from the topic before they were stored. */
        TOPIC_GAP,
        /** A message could not be stored and is in the dead letters. */
        DEAD_LETTER,
        /** Records took longer than the limit from the topic to the table. */
        LATE,
        /** No audit file has grown for longer than the limit. */
        SILENT
    }
}
