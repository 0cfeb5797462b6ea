package dev.habittracker.auditconsumer.record;

/** What reading bytes as one audit record gave. */
public sealed interface RecordReading {

    /** The columns that were seen; all that there are only if the reading is {@link Complete}. */
    AuditRecord columns();

    /**
     * A complete JSON object stood at the beginning of the bytes.
     *
     * @param columns its searched fields
     * @param json the object as JSON text that PostgreSQL accepts
     * @param length how many bytes it took; more may follow
     */
    record Complete(AuditRecord columns, String json, int length) implements RecordReading {}

    /**
     * The bytes are no JSON object, or end before it does.
     *
     * @param columns the fields that came before the break
     * @param reason where and why reading stopped, without any of the content
     */
    record Broken(AuditRecord columns, String reason) implements RecordReading {}
}
