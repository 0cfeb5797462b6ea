package dev.habittracker.endtoend.scan;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

import dev.habittracker.devstack.postgres.PostgresServer;

/// Every row of every table of every database.
record DatabaseHaystack(PostgresServer server) implements Haystack {

    @Override
    public void forEach(BiConsumer<String, String> visitor) throws SQLException {
        for (String database : column(server.jdbcUrl("postgres"),
                "select datname from pg_database where datallowconn and not datistemplate")) {
            String url = server.jdbcUrl(database);
            for (String table : column(url, """
                    select format('%I.%I', schemaname, tablename) from pg_tables
                    where schemaname not in ('pg_catalog', 'information_schema')""")) {
                column(url, "select t::text from " + table + " t")
                        .forEach(row -> visitor.accept(database + "." + table, latin1(row)));
                // jsonb and bytea print some characters in another form than they were given
                column(url, "select convert_from(convert_to(row_to_json(t)::text, 'UTF8'), 'UTF8') from " + table
                        + " t").forEach(row -> visitor.accept(database + "." + table, latin1(row)));
            }
        }
    }

    private static String latin1(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static List<String> column(String url, String query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url, PostgresServer.USER, "");
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
