package dev.habittracker.auditconsumer.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.habittracker.auditconsumer.query.Cursor;
import dev.habittracker.auditconsumer.query.KeyRead;
import dev.habittracker.auditconsumer.query.KeyReadPage;
import dev.habittracker.auditconsumer.query.Outcome;
import dev.habittracker.auditconsumer.record.PostgresText;

/**
 * Who read a path. Each request counts once, however many devices recorded it: its entry is its first request record, or
 * its first response record where that is all there is. The response is joined by the request id.
 */
public final class KeyReadQuery {

    private static final String SQL = """
            select r.id, r.time, r.request_id, r.path, r.namespace, r.accessor, r.remote_address,
                   coalesce(r.entity_id, a.entity_id) as entity_id,
                   coalesce(r.role_name, a.role_name) as role_name,
                   coalesce(r.display_name, a.display_name) as display_name,
                   coalesce(a.error, r.error) as error, coalesce(a.allowed, r.allowed) as allowed,
                   a.id is not null as answered, a.record is not null as complete, a.error as answer_error,
                   a.secret_version,
                   a.record #> '{response,wrap_info}' is not null as wrapped, a.wrapping_token,
                   a.record #> '{response,data}' is not null
                       and (a.record #> '{response,data,metadata}' is null
                            or a.record #> '{response,data,data}' is distinct from 'null'::jsonb) as has_data,
                   f.node, f.device
              from audit_record r
              join audit_file f on f.id = r.file_id
              left join lateral (
                   select * from audit_record a
                    where left(a.request_id, 100) = left(r.request_id, 100) and a.request_id = r.request_id
                      and a.type = 'response'
                      and a.time between r.time - interval '1 day' and r.time + interval '1 day'
                    order by (a.record is null), a.time, a.id limit 1) a on true
             where left(r.path, 500) collate "C" = left(:path, 500) and r.path = :path and r.operation = 'read'
               and r.type in ('request', 'response')
               and r.time >= :since and r.time <= :beforeTime and (r.time, r.id) < (:beforeTime, :beforeId)
               and not exists (
                   select 1 from audit_record o
                    where left(o.request_id, 100) = left(r.request_id, 100) and o.request_id = r.request_id
                      and o.time between r.time - interval '1 day' and r.time + interval '1 day'
                      and o.path = r.path and o.operation = 'read' and o.type in ('request', 'response')
                      and (o.type, o.time, o.id) < (r.type, r.time, r.id))
             order by r.time desc, r.id desc
             limit :limit""";

    /** Later than every record: no stored time is beyond the year 9999. */
    private static final Instant END_OF_TIME = Instant.parse("9999-12-31T23:59:59Z");

    private final JdbcClient jdbc;
    private final UnwrapQuery unwraps;

    /** @param jdbc the database */
    public KeyReadQuery(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.unwraps = new UnwrapQuery(jdbc);
    }

    /** The statement, to be explained in tests. */
    static String sql() {
        return SQL;
    }

    /**
     * One page of the reads of a path, newest first.
     *
     * @param path the path exactly as Vault records it, without {@code /v1/}
     * @param since none before this
     * @param limit at most so many
     * @param before where the page begins; null for the newest
     */
    public KeyReadPage find(String path, Instant since, int limit, @Nullable Cursor before) {
        List<Entry> entries = jdbc.sql(SQL)
                .param("path", PostgresText.of(path))
                .param("since", PostgresTime.of(since))
                .param("beforeTime", PostgresTime.of(before == null ? END_OF_TIME : before.time()))
                .param("beforeId", before == null ? Long.MAX_VALUE : before.id())
                .param("limit", limit + 1)
                .query(KeyReadQuery::entry).list();
        List<KeyRead> reads = new ArrayList<>();
        entries.stream().limit(limit).forEach(entry -> reads.add(withUnwrap(entry)));
        Optional<Cursor> next = entries.size() > limit ? Optional.of(entries.get(limit - 1).place()) : Optional.empty();
        return new KeyReadPage(reads, next);
    }

    private KeyRead withUnwrap(Entry entry) {
        return entry.wrappingToken() == null
                ? entry.read()
                : unwraps.find(entry.wrappingToken(), entry.place().time()).map(entry.read()::unwrappedBy)
                        .orElse(entry.read());
    }

    /** True if any record names the path, whatever was done with it. */
    public boolean knows(String path) {
        return jdbc.sql("select exists(select 1 from audit_record"
                + " where left(path, 500) collate \"C\" = left(:path, 500) and path = :path)")
                .param("path", PostgresText.of(path)).query(Boolean.class).single();
    }

    private static Entry entry(ResultSet row, int number) throws SQLException {
        Instant time = PostgresTime.read(row, "time");
        Outcome.@Nullable Response response = row.getBoolean("answered")
                ? new Outcome.Response(row.getBoolean("complete"), row.getString("answer_error"),
                        row.getObject("allowed", Boolean.class), row.getBoolean("wrapped"), row.getBoolean("has_data"))
                : null;
        KeyRead read = new KeyRead(time, Outcome.of(response), row.getObject("secret_version", Integer.class),
                row.getString("request_id"), row.getString("path"), row.getString("namespace"),
                row.getString("entity_id"), row.getString("role_name"), row.getString("display_name"),
                row.getString("accessor"), row.getString("remote_address"), row.getString("error"),
                row.getString("node"), row.getString("device"), null);
        return new Entry(new Cursor(time, row.getLong("id")), read, row.getString("wrapping_token"));
    }

    private record Entry(Cursor place, KeyRead read, @Nullable String wrappingToken) {}
}
