package dev.habittracker.auditconsumer.jdbc;

import java.io.IOException;
import java.sql.Connection;
import java.util.List;
import java.util.function.ToLongFunction;

import org.springframework.jdbc.core.JdbcTemplate;

import dev.habittracker.auditconsumer.record.AuditRecord;
import dev.habittracker.auditconsumer.record.LineCoordinates;
import dev.habittracker.auditconsumer.store.Row.ChunkRow;
import dev.habittracker.auditconsumer.store.Row.PartRow;

/**
 * Writes rows by COPY: straight into the table where they cannot be there yet, else past those that are there already,
 * by place and digest.
 */
public final class RowWriter {

    private static final List<String> COLUMNS = List.of("time", "file_id", "line_start", "line_end", "line_sha256",
            "part_start", "part_end", "state", "remark", "raw", "record", "type", "request_id", "operation", "path",
            "namespace", "mount_point", "mount_type", "entity_id", "display_name", "role_name", "accessor", "token",
            "wrapping_token", "shown_token", "policies", "remote_address", "error", "allowed", "secret_version",
            "batch");
    private static final String NAMES = String.join(", ", COLUMNS);
    private static final int ROWS_AT_ONCE = 500;

    private static final String REMEMBER_LONG_LINE = """
            insert into audit_long_line (file_id, line_start, line_end, line_sha256, time) values (?, ?, ?, ?, ?)
            on conflict do nothing""";

    /** The time of a long line is known from its first piece, which comes first. */
    private static final String INSERT_CHUNK = """
            insert into audit_chunk (file_id, line_start, line_end, line_sha256, chunk, chunks, raw)
            select * from (values (?, ?, ?, ?, ?, ?, ?)) as c (file_id, line_start, line_end, line_sha256, chunk,
                chunks, raw)
             where not exists (select 1 from audit_long_line l join audit_retention on l.time < kept_from
                                where l.file_id = c.file_id and l.line_start = c.line_start
                                  and l.line_end = c.line_end and l.line_sha256 = c.line_sha256
                                  and l.time > '-infinity')
            on conflict do nothing""";

    private final JdbcTemplate jdbc;

    /** @param jdbc the database, within the caller's transaction */
    public RowWriter(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Rows of lines that were never stored. */
    void insertFresh(List<PartRow> parts, ToLongFunction<PartRow> fileId, long batch) {
        if (!parts.isEmpty()) {
            copy("audit_record", parts, fileId, batch);
        }
    }

    /** Rows of lines that may be there; returns the files' ids of those that were new. */
    List<Long> insertPerhapsRepeated(List<PartRow> parts, ToLongFunction<PartRow> fileId, long batch) {
        if (parts.isEmpty()) {
            return List.of();
        }
        jdbc.execute("create temp table if not exists audit_incoming on commit delete rows as select " + NAMES
                + " from audit_record with no data");
        copy("audit_incoming", parts, fileId, batch);
        return jdbc.query("insert into audit_record (" + NAMES + ") select " + NAMES
                + " from audit_incoming order by file_id, line_start, part_start on conflict do nothing returning file_id",
                (row, number) -> row.getLong(1));
    }

    /** Remembers of which time the lines are that are kept in pieces. */
    void rememberLongLines(List<PartRow> heads, ToLongFunction<PartRow> fileId) {
        jdbc.batchUpdate(REMEMBER_LONG_LINE, heads, ROWS_AT_ONCE, (statement, head) -> {
            statement.setLong(1, fileId.applyAsLong(head));
            statement.setLong(2, head.line().start());
            statement.setLong(3, head.line().end());
            statement.setBytes(4, head.line().sha256().bytes());
            statement.setObject(5, PostgresTime.of(head.time()));
        });
    }

    /** Pieces of long lines; those of a line whose day was dropped are left out. */
    void insertChunks(List<ChunkRow> chunks, ToLongFunction<ChunkRow> fileId) {
        jdbc.batchUpdate(INSERT_CHUNK, chunks, ROWS_AT_ONCE, (statement, chunk) -> {
            statement.setLong(1, fileId.applyAsLong(chunk));
            statement.setLong(2, chunk.line().start());
            statement.setLong(3, chunk.line().end());
            statement.setBytes(4, chunk.line().sha256().bytes());
            statement.setInt(5, chunk.chunk().index());
            statement.setInt(6, chunk.chunk().count());
            statement.setBytes(7, chunk.raw());
        });
    }

    private void copy(String table, List<PartRow> parts, ToLongFunction<PartRow> fileId, long batch) {
        jdbc.execute((Connection connection) -> {
            BinaryCopy.into(connection, table + " (" + NAMES + ")", copy -> {
                for (PartRow part : parts) {
                    write(copy, part, fileId.applyAsLong(part), batch);
                }
            });
            return parts.size();
        });
    }

    private static void write(BinaryCopy copy, PartRow row, long fileId, long batch) throws IOException {
        AuditRecord columns = row.part().columns();
        LineCoordinates line = row.line();
        copy.row(COLUMNS.size());
        copy.time(row.time());
        copy.int8(fileId);
        copy.int8(line.start());
        copy.int8(line.end());
        copy.bytes(line.sha256().bytes());
        copy.int8(row.start());
        copy.int8(row.end());
        copy.text(row.part().state().name());
        copy.text(row.part().remark());
        copy.bytes(row.raw());
        copy.jsonb(row.part().json());
        copy.text(columns.type());
        copy.text(columns.requestId());
        copy.text(columns.operation());
        copy.text(columns.path());
        copy.text(columns.namespace());
        copy.text(columns.mountPoint());
        copy.text(columns.mountType());
        copy.text(columns.entityId());
        copy.text(columns.displayName());
        copy.text(columns.roleName());
        copy.text(columns.accessor());
        copy.text(columns.token());
        copy.text(columns.wrappingToken());
        copy.text(columns.shownToken());
        copy.texts(columns.policies());
        copy.text(columns.remoteAddress());
        copy.text(columns.error());
        copy.bool(columns.allowed());
        copy.int4(columns.secretVersion());
        copy.int8(batch);
    }
}
