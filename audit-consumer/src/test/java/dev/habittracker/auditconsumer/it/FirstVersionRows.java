package dev.habittracker.auditconsumer.it;

import java.sql.Timestamp;
import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;

import dev.habittracker.auditconsumer.record.LineParser;
import dev.habittracker.auditconsumer.record.LinePart;
import dev.habittracker.auditconsumer.record.Sha256;

/** Rows as the first version of the schema had them, written as that version wrote them. */
final class FirstVersionRows {

    private FirstVersionRows() {}

    /** The lines of a file, from its start. */
    static void insert(JdbcClient jdbc, List<byte[]> lines) {
        LinesOfFile file = LinesOfFile.of(1, lines);
        jdbc.sql("insert into audit_file (node, device, file) values ('node1', 'file', ?)")
                .param(file.fileName()).update();
        long position = 0;
        for (byte[] line : lines) {
            LinePart part = LineParser.parse(line).getFirst();
            var time = part.columns().time();
            jdbc.sql("""
                    insert into audit_record (file_id, line_start, line_end, line_sha256, part_start, part_end, state,
                        raw, record, time, type, request_id, operation, path, display_name)
                    values (1, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?)""")
                    .param(position).param(position + line.length + 1).param(Sha256.of(line).bytes()).param(position)
                    .param(position + line.length).param(part.state().name()).param(line).param(part.json())
                    .param(time == null ? null : Timestamp.from(time)).param(part.columns().type())
                    .param(part.columns().requestId()).param(part.columns().operation()).param(part.columns().path())
                    .param(part.columns().displayName()).update();
            position += line.length + 1;
        }
    }

    /** A line of another file that says no time. */
    static void insertUndated(JdbcClient jdbc) {
        jdbc.sql("insert into audit_file (node, device, file) values ('node1', 'file', '2-other')").update();
        jdbc.sql("""
                insert into audit_record (file_id, line_start, line_end, line_sha256, part_start, part_end, state, raw)
                values (2, 0, 2, sha256('x'), 0, 1, 'UNREADABLE', 'x')""").update();
    }
}
