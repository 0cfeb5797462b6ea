package dev.habittracker.auditconsumer.jdbc;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.simple.JdbcClient;

import dev.habittracker.auditconsumer.store.Coverage;
import dev.habittracker.auditconsumer.store.FileRef;
import dev.habittracker.auditconsumer.store.Row;

/**
 * The files that a batch is about, held fast until the transaction ends: no other one says meanwhile how far they are
 * stored.
 */
final class HeldFiles {

    private final JdbcClient jdbc;
    private final Map<FileRef, Long> ids;
    private final Map<FileRef, Long> seenTo;

    private HeldFiles(JdbcClient jdbc, Map<FileRef, Long> ids, Map<FileRef, Long> seenTo) {
        this.jdbc = jdbc;
        this.ids = ids;
        this.seenTo = seenTo;
    }

    /** Holds the files of these rows; all transactions in the same order, so that none waits for one that waits for it. */
    static HeldFiles of(JdbcClient jdbc, List<Row> rows) {
        Map<FileRef, Long> ids = new HashMap<>();
        Map<FileRef, Long> seenTo = new HashMap<>();
        rows.stream().map(FileRef::of).distinct().sorted(Comparator.comparing(FileRef::toString)).forEach(file -> {
            Object[] name = {file.source().node(), file.source().device(), file.file().toString()};
            jdbc.sql("insert into audit_file (node, device, file) values (?, ?, ?) on conflict do nothing")
                    .params(name).update();
            jdbc.sql("select id, seen_to from audit_file where node = ? and device = ? and file = ? for update")
                    .params(name).query(row -> {
                        ids.put(file, row.getLong("id"));
                        seenTo.put(file, row.getLong("seen_to"));
                    });
        });
        return new HeldFiles(jdbc, ids, seenTo);
    }

    long id(Row row) {
        return id(FileRef.of(row));
    }

    long id(FileRef file) {
        Long id = ids.get(file);
        if (id == null) {
            throw new IllegalStateException(file + " is not held");
        }
        return id;
    }

    /** How far each of them was stored. */
    Map<FileRef, Long> seenTo() {
        return seenTo;
    }

    /** Writes down which bytes of each are stored now. */
    void cover(Coverage coverage) {
        coverage.ranges().forEach((file, ranges) -> jdbc
                .sql("update audit_file set covered = covered + ?::int8multirange where id = ?")
                .params(ranges.stream().map(range -> "[" + range.from() + "," + range.to() + ")")
                        .collect(Collectors.joining(",", "{", "}")), id(file))
                .update());
    }

    /** Writes down how far each is stored now. */
    void advance(Map<FileRef, Long> newSeenTo) {
        newSeenTo.forEach((file, end) -> jdbc.sql("update audit_file set seen_to = ? where id = ? and seen_to < ?")
                .params(end, id(file), end).update());
    }
}
