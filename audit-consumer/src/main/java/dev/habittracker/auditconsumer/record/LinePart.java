package dev.habittracker.auditconsumer.record;

import org.jspecify.annotations.Nullable;

/**
 * One of the parts that a line consists of; together they are the whole line, in order and without gaps. Almost every
 * line is one record. After a write that failed half-way the next record stands behind the fragment on the same line.
 *
 * @param from offset of the first byte within the line
 * @param to offset behind the last byte within the line
 * @param state what the part is
 * @param columns what it says
 * @param json the record as JSON that PostgreSQL accepts; null unless the part is a complete record
 * @param remark why it is not a complete record of its own line; null if it is
 */
public record LinePart(int from, int to, State state, AuditRecord columns, @Nullable String json,
        @Nullable String remark) {

    /** What a part of a line is. */
    public enum State {
        /** A complete record that is the whole line. */
        PARSED,
        /** A complete record on a line that holds something else as well. */
        SALVAGED,
        /** What remains of a record whose writing failed: that record is lost but for these bytes. */
        FRAGMENT,
        /** A whole line that is no record. */
        UNREADABLE,
        /** The beginning of a line that is kept in pieces; its columns are those that come early. */
        HEAD
    }
}
