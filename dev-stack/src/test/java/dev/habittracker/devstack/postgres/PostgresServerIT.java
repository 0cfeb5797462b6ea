package dev.habittracker.devstack.postgres;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.habittracker.devstack.process.ChildProcess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PostgresServerIT {

    @TempDir
    private static Path folder;
    private static PostgresServer server;

    @BeforeAll
    static void start() {
        server = PostgresServer.start(folder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void killedServer_startedOnTheSameFolder_stillHasWhatWasCommitted() throws SQLException {
        String url = server.createDatabase("kept");
        execute(url, "CREATE TABLE t (n int)");
        execute(url, "INSERT INTO t VALUES (42)");
        server.kill();
        assertThat(server.isAlive()).isFalse();
        server.restart();
        assertThat(number(url, "SELECT n FROM t")).isEqualTo(42);
    }

    @Test
    void serverOfAJvmThatWasKilled_isTakenOverByTheNextStart(@TempDir Path abandoned) throws Exception {
        var victim = new ProcessBuilder(ChildProcess.java(), "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                AbandonedPostgres.class.getName(), abandoned.toString()).redirectErrorStream(true)
                .redirectOutput(abandoned.resolve("victim.log").toFile()).start();
        assertThat(victim.waitFor()).as(Files.readString(abandoned.resolve("victim.log")))
                .isEqualTo(AbandonedPostgres.HALTED);
        try (var next = PostgresServer.start(abandoned)) {
            assertThat(number(next.jdbcUrl("abandoned"), "SELECT n FROM t")).isEqualTo(42);
        }
    }

    @Test
    void createDatabase_twice_keepsTheFirst() throws SQLException {
        execute(server.createDatabase("twice"), "CREATE TABLE t (n int)");
        assertThat(number(server.createDatabase("twice"), "SELECT count(*) FROM t")).isZero();
    }

    @Test
    void createDatabase_namedLikeCode_isRefused() {
        assertThatThrownBy(() -> server.createDatabase("x; DROP DATABASE kept"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("lower-case letters");
    }

    static void execute(String url, String statement) throws SQLException {
        try (var connection = DriverManager.getConnection(url); var sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    private static long number(String url, String query) throws SQLException {
        try (var connection = DriverManager.getConnection(url);
                var sql = connection.createStatement();
                var rows = sql.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
