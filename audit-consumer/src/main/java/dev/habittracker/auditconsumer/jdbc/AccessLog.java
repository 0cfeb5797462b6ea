package dev.habittracker.auditconsumer.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.habittracker.auditconsumer.query.TrailAccess;
import dev.habittracker.auditconsumer.record.PostgresText;

/** The table of who looked at the audit trail. */
public final class AccessLog {

    private static final int MAX_PARAMETERS = 4_000;

    private final JdbcClient jdbc;

    /** @param jdbc the database */
    public AccessLog(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Writes an access down; returns the entry's id. */
    public long add(TrailAccess access) {
        String parameters = PostgresText.of(access.parameters());
        return jdbc.sql("""
                insert into audit_access (at, question, parameters, accessor_sha256, display_name, entity_id, rows)
                values (?, ?, ?, ?, ?, ?, ?) returning id""")
                .param(PostgresTime.of(access.at())).param(access.question())
                .param(parameters.substring(0, Math.min(MAX_PARAMETERS, parameters.length())))
                .param(access.accessorSha256()).param(access.displayName()).param(access.entityId())
                .param(access.rows()).query(Long.class).single();
    }

    /** Adds how many records an answer had that was sent in portions. */
    public void finish(long entry, long rows) {
        jdbc.sql("update audit_access set rows = ? where id = ?").params(rows, entry).update();
    }

    /**
     * The accesses before an entry, newest first.
     *
     * @param before an entry's id
     */
    public List<TrailAccess> find(long before, int limit) {
        return jdbc.sql("select * from audit_access where id < ? order by id desc limit ?").params(before, limit)
                .query(AccessLog::access).list();
    }

    private static TrailAccess access(ResultSet row, int number) throws SQLException {
        Instant at = PostgresTime.read(row, "at");
        @Nullable
        Long rows = row.getObject("rows", Long.class);
        return new TrailAccess(row.getLong("id"), at, row.getString("question"), row.getString("parameters"),
                row.getString("accessor_sha256"), row.getString("display_name"), row.getString("entity_id"), rows);
    }
}
