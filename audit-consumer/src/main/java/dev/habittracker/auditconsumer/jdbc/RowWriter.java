package dev.habittracker.auditconsumer.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.function.ToLongFunction;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

import dev.habittracker.auditconsumer.record.AuditRecord;
import dev.habittracker.auditconsumer.store.Row.ChunkRow;
import dev.habittracker.auditconsumer.store.Row.PartRow;

/** Inserts rows; those that are there already, by coordinates and digest, are left alone. */
public final class RowWriter {

    private static final int ROWS_AT_ONCE = 500;

    private static final String INSERT_PART = """
            insert into audit_record (file_id, line_start, line_end, line_sha256, part_start, part_end, state, remark,
                raw, record, time, type, request_id, operation, path, namespace, mount_point, entity_id, display_name,
                role_name, accessor, remote_address, error, allowed, secret_version)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict do nothing""";

    private static final String INSERT_CHUNK = """
            insert into audit_chunk (file_id, line_start, line_end, line_sha256, chunk, chunks, raw)
            values (?, ?, ?, ?, ?, ?, ?)
            on conflict do nothing""";

    private final JdbcTemplate jdbc;

    /** @param jdbc the database, within the caller's transaction */
    public RowWriter(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Returns how many were new. */
    int insertParts(List<PartRow> parts, ToLongFunction<PartRow> fileId) {
        int inserted = 0;
        for (int[] counts : jdbc.batchUpdate(INSERT_PART, parts, ROWS_AT_ONCE,
                (statement, part) -> bind(statement, part, fileId.applyAsLong(part)))) {
            for (int count : counts) {
                inserted += count;
            }
        }
        return inserted;
    }

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

    private static void bind(PreparedStatement statement, PartRow row, long fileId) throws SQLException {
        AuditRecord columns = row.part().columns();
        statement.setLong(1, fileId);
        statement.setLong(2, row.line().start());
        statement.setLong(3, row.line().end());
        statement.setBytes(4, row.line().sha256().bytes());
        statement.setLong(5, row.start());
        statement.setLong(6, row.end());
        statement.setString(7, row.part().state().name());
        statement.setString(8, row.part().remark());
        statement.setBytes(9, row.raw());
        statement.setString(10, row.part().json());
        statement.setTimestamp(11, timestamp(columns.time()));
        statement.setString(12, columns.type());
        statement.setString(13, columns.requestId());
        statement.setString(14, columns.operation());
        statement.setString(15, columns.path());
        statement.setString(16, columns.namespace());
        statement.setString(17, columns.mountPoint());
        statement.setString(18, columns.entityId());
        statement.setString(19, columns.displayName());
        statement.setString(20, columns.roleName());
        statement.setString(21, columns.accessor());
        statement.setString(22, columns.remoteAddress());
        statement.setString(23, columns.error());
        statement.setObject(24, columns.allowed(), Types.BOOLEAN);
        statement.setObject(25, columns.secretVersion(), Types.INTEGER);
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }
}
