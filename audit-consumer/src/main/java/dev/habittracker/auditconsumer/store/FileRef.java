package dev.habittracker.auditconsumer.store;

import dev.habittracker.auditconsumer.record.FileId;
import dev.habittracker.auditconsumer.record.Source;

/**
 * Which audit file of which device.
 *
 * @param source node and device
 * @param file the file
 */
public record FileRef(Source source, FileId file) {

    /** The file in which a row's line stands. */
    public static FileRef of(Row row) {
        return new FileRef(row.line().source(), row.line().file());
    }
}
