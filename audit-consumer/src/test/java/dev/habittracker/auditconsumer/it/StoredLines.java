package dev.habittracker.auditconsumer.it;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;

/** The lines in the table. */
final class StoredLines {

    private StoredLines() {}

    /** Each line put together from its parts, one character for each byte; lines kept in pieces are left out. */
    static List<String> of(JdbcClient jdbc) {
        return jdbc.sql("""
                select string_agg(raw, ''::bytea order by part_start) from audit_record where state <> 'HEAD'
                 group by file_id, line_start, line_end, line_sha256""")
                .query((row, number) -> new String(row.getBytes(1), StandardCharsets.ISO_8859_1)).list();
    }
}
