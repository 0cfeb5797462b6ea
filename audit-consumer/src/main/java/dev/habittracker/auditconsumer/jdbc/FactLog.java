package dev.habittracker.auditconsumer.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;

import dev.habittracker.auditconsumer.query.NotedFact;
import dev.habittracker.auditconsumer.query.Window;
import dev.habittracker.auditconsumer.record.PostgresText;
import dev.habittracker.auditconsumer.store.Fact;

/** The table of facts. */
public final class FactLog {

    /** The kinds that there are. */
    public static final List<String> KINDS = Arrays.stream(Fact.Kind.values()).map(Enum::name).toList();

    private final JdbcClient jdbc;

    /** @param jdbc the database */
    public FactLog(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Writes a fact down, unless it is there. */
    public void add(Fact fact) {
        var file = fact.file();
        jdbc.sql("""
                insert into audit_fact (kind, noticed, node, device, file, from_position, to_position, records, detail,
                    same_as)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""")
                .param(fact.kind().name()).param(PostgresTime.of(fact.noticed()))
                .param(file == null ? null : file.source().node()).param(file == null ? null : file.source().device())
                .param(file == null ? null : file.file().toString()).param(fact.from()).param(fact.to())
                .param(fact.records()).param(PostgresText.of(fact.detail())).param(fact.sameAs()).update();
    }

    /**
     * Facts noticed within a time, newest first.
     *
     * @param kinds of these kinds
     * @param before only what comes after this entry in the list
     */
    public List<NotedFact> find(Window window, List<String> kinds, long before, int limit) {
        return jdbc.sql("""
                select * from audit_fact where noticed >= :from and noticed < :to and kind in (:kinds) and id < :before
                 order by id desc limit :limit""")
                .param("from", PostgresTime.of(window.from())).param("to", PostgresTime.of(window.to()))
                .param("kinds", kinds).param("before", before).param("limit", limit).query(FactLog::fact).list();
    }

    private static NotedFact fact(ResultSet row, int number) throws SQLException {
        return new NotedFact(row.getLong("id"), row.getString("kind"), PostgresTime.read(row, "noticed"),
                row.getString("node"), row.getString("device"), row.getString("file"),
                row.getObject("from_position", Long.class), row.getObject("to_position", Long.class),
                row.getObject("records", Long.class), row.getString("detail"));
    }
}
