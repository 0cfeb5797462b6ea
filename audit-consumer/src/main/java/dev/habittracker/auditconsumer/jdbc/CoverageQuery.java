package dev.habittracker.auditconsumer.jdbc;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;

import dev.habittracker.auditconsumer.query.FileCoverage;
import dev.habittracker.auditconsumer.query.FileCoverage.Hole;

/** Which bytes of each audit file are stored. */
public final class CoverageQuery {

    private final JdbcClient jdbc;

    /** @param jdbc the database */
    public CoverageQuery(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Files, the last ones that came first.
     *
     * @param holesOnly those alone that have holes
     * @param before only files before this entry
     */
    public List<FileCoverage> find(boolean holesOnly, long before, int limit) {
        return jdbc.sql("""
                select id, node, device, file, upper(covered) as stored_to, holes.froms, holes.tos
                  from audit_file cross join lateral (
                       select array_agg(lower(hole) order by lower(hole)) as froms,
                              array_agg(upper(hole) order by lower(hole)) as tos
                         from unnest(int8multirange(int8range(0, coalesce(upper(covered), 0))) - covered) as hole) holes
                 where id < :before and (not :holesOnly or holes.froms is not null)
                 order by id desc limit :limit""")
                .param("before", before).param("holesOnly", holesOnly).param("limit", limit)
                .query(CoverageQuery::coverage).list();
    }

    private static FileCoverage coverage(ResultSet row, int number) throws SQLException {
        Array froms = row.getArray("froms");
        Array tos = row.getArray("tos");
        List<Hole> holes = new ArrayList<>();
        if (froms != null && tos != null) {
            Long[] from = (Long[]) froms.getArray();
            Long[] to = (Long[]) tos.getArray();
            for (int i = 0; i < from.length; i++) {
                holes.add(new Hole(from[i], to[i]));
            }
        }
        return new FileCoverage(row.getLong("id"), row.getString("node"), row.getString("device"),
                row.getString("file"), row.getObject("stored_to", Long.class), holes);
    }
}
