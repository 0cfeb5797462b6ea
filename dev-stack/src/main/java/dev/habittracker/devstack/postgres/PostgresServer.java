package dev.habittracker.devstack.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import dev.habittracker.devstack.process.Orphans;
import dev.habittracker.devstack.process.Ports;
import dev.habittracker.devstack.process.Signals;
import dev.habittracker.devstack.process.Victim;
import dev.habittracker.devstack.process.Waiting;

/**
 * A PostgreSQL server on 127.0.0.1 with its data in a folder. A later start on the same folder goes on with the data, and first ends a server that
 * a killed JVM left there. Commits are durable against the death of the server's processes, as fault tests need; not against a power cut.
 */
public final class PostgresServer implements AutoCloseable, Victim {

    /** The user of every database; any password will do, connections from this machine are trusted. */
    public static final String USER = "postgres";

    private static final Duration GRACE = Duration.ofSeconds(15);

    private final Path folder;
    private final int port;
    private @Nullable EmbeddedPostgres server;

    private PostgresServer(Path folder, int port) {
        this.folder = folder.toAbsolutePath();
        this.port = port;
        this.server = launch();
    }

    /** Starts a server on a free port. */
    public static PostgresServer start(Path folder) {
        return start(folder, Ports.free());
    }

    public static PostgresServer start(Path folder, int port) {
        return new PostgresServer(folder, port);
    }

    public int port() {
        return port;
    }

    /** The JDBC URL of a database, user included; the database need not exist. */
    public String jdbcUrl(String database) {
        return jdbcUrl(database, port);
    }

    /** The same through another port of this machine, a proxy's. */
    public String jdbcUrl(String database, int through) {
        return "jdbc:postgresql://127.0.0.1:%d/%s?user=%s".formatted(through, database, USER);
    }

    /**
     * Creates the database where it does not exist yet.
     *
     * @param database lower-case letters, digits and underscores
     * @return its JDBC URL
     */
    public String createDatabase(String database) {
        if (!database.matches("[a-z_][a-z0-9_]{0,62}")) {
            throw new IllegalArgumentException(
                    "a database name has lower-case letters, digits and underscores, at most 63, not: " + database);
        }
        try (Connection connection = DriverManager.getConnection(jdbcUrl("postgres"));
                var exists = connection.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?");
                var create = connection.createStatement()) {
            exists.setString(1, database);
            if (!exists.executeQuery().next()) {
                create.execute("CREATE DATABASE " + database);
            }
            return jdbcUrl(database);
        } catch (SQLException e) {
            throw new IllegalStateException("database " + database + " could not be created: " + e.getMessage(), e);
        }
    }

    public boolean isAlive() {
        return LeftOver.running(data()).isPresent();
    }

    /** An orderly stop: open connections are closed, the data is written. */
    public void stop() {
        resume();
        release();
        LeftOver.end(data());
    }

    /** SIGKILL to the server and its workers at once. */
    @Override
    public void kill() {
        LeftOver.running(data()).ifPresent(postmaster -> {
            var workers = postmaster.children().toList();
            postmaster.destroyForcibly();
            workers.forEach(ProcessHandle::destroyForcibly);
            Waiting.until(GRACE, () -> !postmaster.isAlive() && workers.stream().noneMatch(ProcessHandle::isAlive));
        });
        release();
    }

    @Override
    public void suspend() {
        signalAll("STOP");
    }

    @Override
    public void resume() {
        signalAll("CONT");
    }

    /** Starts the stopped or killed server again, on the same port and data. */
    public void restart() {
        stop();
        server = launch();
    }

    @Override
    public void startAgain() {
        if (!isAlive()) {
            restart();
        }
    }

    @Override
    public boolean serves() {
        return isAlive();
    }

    @Override
    public void close() {
        stop();
    }

    /** Has the library stop its server and give up its lock on the folder. Of a killed server it says in the log that it could not. */
    private void release() {
        EmbeddedPostgres held = server;
        server = null;
        if (held != null) {
            try {
                held.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void signalAll(String signal) {
        LeftOver.running(data()).ifPresent(postmaster -> {
            Signals.send(signal, postmaster.pid());
            postmaster.children().forEach(worker -> Signals.send(signal, worker.pid()));
        });
    }

    private Path data() {
        return folder.resolve("data");
    }

    private EmbeddedPostgres launch() {
        try {
            Files.createDirectories(folder);
            LeftOver.end(data());
            var log = ProcessBuilder.Redirect.appendTo(folder.resolve("postgres.log").toFile());
            var launched = EmbeddedPostgres.builder().setDataDirectory(data()).setCleanDataDirectory(false)
                    .setPort(port)
                    .setServerConfig("synchronous_commit", "on").setServerConfig("listen_addresses", "127.0.0.1")
                    .setErrorRedirector(log).setOutputRedirector(log).setPGStartupWait(Duration.ofSeconds(30))
                    .setRegisterShutdownHook(false).start();
            LeftOver.running(data()).ifPresent(postmaster -> {
                Orphans.started(postmaster.pid());
                postmaster.onExit().thenAccept(ended -> Orphans.ended(ended.pid()));
            });
            return launched;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "PostgreSQL did not start on 127.0.0.1:%d; see %s".formatted(port, folder.resolve("postgres.log")),
                    e);
        }
    }
}
