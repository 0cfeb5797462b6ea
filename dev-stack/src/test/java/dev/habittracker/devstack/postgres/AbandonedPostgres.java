package dev.habittracker.devstack.postgres;

import java.nio.file.Path;
import java.sql.SQLException;

/** Starts a server, commits a row, and dies as by kill -9: no shutdown hook runs. */
final class AbandonedPostgres {

    static final int HALTED = 7;

    private AbandonedPostgres() {}

    public static void main(String[] args) throws SQLException {
        String url = PostgresServer.start(Path.of(args[0])).createDatabase("abandoned");
        PostgresServerIT.execute(url, "CREATE TABLE t (n int)");
        PostgresServerIT.execute(url, "INSERT INTO t VALUES (42)");
        Runtime.getRuntime().halt(HALTED);
    }
}
