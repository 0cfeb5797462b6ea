package dev.habittracker.auditconsumer.jdbc;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

import dev.habittracker.auditconsumer.query.Cursor;
import dev.habittracker.auditconsumer.query.RecordFilter;
import dev.habittracker.auditconsumer.query.RecordPage;
import dev.habittracker.auditconsumer.query.Window;

/**
 * Requests that Vault recorded and no response to. Some have none by design (sealing, an invalid wrapping token); of the
 * others nobody knows whether they were carried out. The response is looked for a day around its request.
 */
public final class UnansweredQuery {

    private static final String NO_RESPONSE = """
             and r.type = 'request' and r.request_id is not null
             and not exists (
                 select 1 from audit_record a
                  where left(a.request_id, 100) = left(r.request_id, 100) and a.request_id = r.request_id
                    and a.type = 'response'
                    and a.time between r.time - interval '1 day' and r.time + interval '1 day')
            """;

    private final NamedParameterJdbcTemplate jdbc;

    /** @param jdbc the database, with a limit of time for each question */
    public UnansweredQuery(JdbcTemplate jdbc) {
        this.jdbc = new NamedParameterJdbcTemplate(jdbc);
    }

    /** One page, newest first. */
    public RecordPage find(Window window, int limit, @Nullable Cursor before) {
        Condition condition = Condition.of(RecordFilter.of(window), before);
        Map<String, Object> parameters = condition.parameters();
        return RecordPage.of(jdbc.query(sql(condition, limit + 1), parameters,
                (row, number) -> RecordQuery.record(row, null)), limit);
    }

    /** The statement, to be explained in tests. */
    static String sql(Condition condition, int rows) {
        return RecordQuery.pageSql(condition.sql() + NO_RESPONSE, rows);
    }
}
