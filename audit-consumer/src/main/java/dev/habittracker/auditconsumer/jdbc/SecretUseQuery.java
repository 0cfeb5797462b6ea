package dev.habittracker.auditconsumer.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

import dev.habittracker.auditconsumer.query.SecretUse;
import dev.habittracker.auditconsumer.query.SecretUse.Use;
import dev.habittracker.auditconsumer.query.Window;
import dev.habittracker.auditconsumer.record.PostgresText;

/**
 * The paths below a prefix, each with its last read and its last write. The index of paths is entered once for each path,
 * however many records it has.
 */
public final class SecretUseQuery {

    /** A damaged response counts as a read: it may have been one. */
    private static final String SQL = """
            with recursive path (name) as (
                (select left(r.path, 500) collate "C" from audit_record r
                  where left(r.path, 500) collate "C" >= :prefix and left(r.path, 500) collate "C" > :after
                    and left(r.path, 500) collate "C" < :end and r.time >= :from and r.time < :to
                  order by left(r.path, 500) collate "C" limit 1)
                union all
                select (select left(r.path, 500) collate "C" from audit_record r
                         where left(r.path, 500) collate "C" > path.name
                           and left(r.path, 500) collate "C" < :end and r.time >= :from and r.time < :to
                         order by left(r.path, 500) collate "C" limit 1)
                  from path where path.name is not null)
            select path.name, read.time as read_time, read.request_id as read_request_id,
                   read.entity_id as read_entity_id, read.display_name as read_display_name,
                   read.role_name as read_role_name, read.remote_address as read_remote_address,
                   written.time as written_time, written.request_id as written_request_id,
                   written.entity_id as written_entity_id, written.display_name as written_display_name,
                   written.role_name as written_role_name, written.remote_address as written_remote_address
              from path
              left join lateral (
                   select * from audit_record r
                    where left(r.path, 500) collate "C" = path.name and r.time >= :from and r.time < :to
                      and r.operation = 'read' and r.type = 'response' and r.error is null
                      and (r.record is null or r.wrapping_token is not null
                           or r.record #> '{response,data}' is not null
                              and (r.record #> '{response,data,metadata}' is null
                                   or r.record #> '{response,data,data}' is distinct from 'null'::jsonb))
                    order by r.time desc, r.id desc limit 1) read on true
              left join lateral (
                   select * from audit_record r
                    where left(r.path, 500) collate "C" = path.name and r.time >= :from and r.time < :to
                      and r.operation in ('create', 'update', 'patch') and r.type = 'response' and r.error is null
                    order by r.time desc, r.id desc limit 1) written on true
             where path.name is not null and (not :neverRead or read.time is null)
             limit :limit""";

    private final NamedParameterJdbcTemplate jdbc;

    /** @param jdbc the database, with a limit of time for each question */
    public SecretUseQuery(JdbcTemplate jdbc) {
        this.jdbc = new NamedParameterJdbcTemplate(jdbc);
    }

    /**
     * Some of the paths, in their order.
     *
     * @param prefix they begin so
     * @param after only those behind this one; empty for the first
     * @param neverRead only those that nobody read
     */
    public List<SecretUse> find(String prefix, Window window, String after, boolean neverRead, int limit) {
        return jdbc.query(SQL, parameters(prefix, window, after, neverRead, limit), SecretUseQuery::use);
    }

    /** The statement, to be explained in tests. */
    static String sql() {
        return SQL;
    }

    static Map<String, Object> parameters(String prefix, Window window, String after, boolean neverRead, int limit) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("prefix", PostgresText.of(prefix));
        parameters.put("after", PostgresText.of(after));
        parameters.put("end", PathPrefix.end(PostgresText.of(prefix)));
        parameters.put("from", PostgresTime.of(window.from()));
        parameters.put("to", PostgresTime.of(window.to()));
        parameters.put("neverRead", neverRead);
        parameters.put("limit", limit);
        return parameters;
    }

    private static SecretUse use(ResultSet row, int number) throws SQLException {
        return new SecretUse(row.getString("name"), use(row, "read_"), use(row, "written_"));
    }

    private static @Nullable Use use(ResultSet row, String prefix) throws SQLException {
        OffsetDateTime at = row.getObject(prefix + "time", OffsetDateTime.class);
        return at == null
                ? null
                : new Use(at.toInstant(), row.getString(prefix + "request_id"), row.getString(prefix + "entity_id"),
                        row.getString(prefix + "display_name"), row.getString(prefix + "role_name"),
                        row.getString(prefix + "remote_address"));
    }
}
