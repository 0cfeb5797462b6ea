package dev.habittracker.auditconsumer.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

import org.apache.kafka.clients.admin.Admin;
import org.flywaydb.core.Flyway;
import org.postgresql.PGConnection;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import com.zaxxer.hikari.HikariDataSource;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;

import dev.habittracker.auditconsumer.file.AuditDirectory;
import dev.habittracker.auditconsumer.jdbc.AuditStore;
import dev.habittracker.auditconsumer.jdbc.Partitions;
import dev.habittracker.auditconsumer.jdbc.RowWriter;
import dev.habittracker.auditconsumer.kafka.Assignments;
import dev.habittracker.auditconsumer.kafka.AuditKafkaProperties;
import dev.habittracker.auditconsumer.kafka.AuditKafkaProperties.Settings;
import dev.habittracker.auditconsumer.kafka.AuditKafkaProperties.TopicSettings;
import dev.habittracker.auditconsumer.kafka.DeadLetters;
import dev.habittracker.auditconsumer.kafka.KafkaRecordLog;
import dev.habittracker.auditconsumer.kafka.StoreContainer;
import dev.habittracker.auditconsumer.kafka.StoreListener;
import dev.habittracker.auditconsumer.kafka.TopicSetup;
import dev.habittracker.auditconsumer.record.Source;
import dev.habittracker.auditconsumer.ship.Tail;
import dev.habittracker.auditconsumer.ship.TailSettings;
import dev.habittracker.auditconsumer.ship.TailStatus;
import dev.habittracker.auditconsumer.store.Lateness;
import dev.habittracker.auditconsumer.store.StoreStatus;
import dev.habittracker.devstack.kafka.KafkaBroker;
import dev.habittracker.devstack.postgres.PostgresServer;

import static org.awaitility.Awaitility.await;

/**
 * How long lines take from the file through Kafka into the table, against plain COPY of the same lines into a table
 * without an index, and the tail alone against reading the file. Arguments: the number of lines, and a folder on the disk
 * to measure. {@code docs/benchmarks.md} has the command and what came of it.
 */
public final class AuditBenchmark {

    private static final double NANOS = 1e9;
    private static final Duration POLL = Duration.ofMillis(50);

    private final Path file;
    private final int lines;
    private final String servers;
    private final HikariDataSource database = new HikariDataSource();

    private AuditBenchmark(Path file, int lines, String servers, String jdbcUrl) {
        this.file = file;
        this.lines = lines;
        this.servers = servers;
        database.setJdbcUrl(jdbcUrl);
        database.setMaximumPoolSize(4);
        Flyway.configure().dataSource(database).load().migrate();
    }

    /** @param args number of lines, folder */
    public static void main(String[] args) throws Exception {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        int lines = Integer.parseInt(args[0]);
        Path folder = Files.createTempDirectory(Path.of(args[1]), "audit-benchmark");
        Path file = folder.resolve("audit.log");
        long bytes = new GeneratedFile().write(file, lines);
        say("%,d lines, %,d bytes each", lines, bytes / lines);
        try (PostgresServer postgres = PostgresServer.start(folder.resolve("postgres"));
                KafkaBroker kafka = KafkaBroker.start(folder.resolve("kafka"))) {
            AuditBenchmark benchmark = new AuditBenchmark(file, lines, kafka.bootstrapServers(),
                    postgres.createDatabase("audit"));
            double read = seconds(benchmark::readOnly);
            double floor = seconds(() -> plainCopy(file, postgres.createDatabase("floor")));
            report("reading the file", lines, read);
            report("plain COPY of the lines", lines, floor);
            benchmark.endToEnd(floor, read);
            benchmark.database.close();
        }
        say("peak memory of this process (tail, store, benchmark): %s", peakMemory());
    }

    /** Tail and store run side by side, as in the service. */
    private void endToEnd(double floor, double read) throws Exception {
        AuditKafkaProperties kafka = properties();
        Map<String, Object> common = Map.of("bootstrap.servers", servers);
        StoreStatus status = new StoreStatus();
        TailStatus tailStatus = new TailStatus();
        try (Admin admin = Admin.create(common); DeadLetters letters = new DeadLetters(kafka, common)) {
            TopicSetup.prepare(admin, kafka.specs());
            TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(database));
            JdbcClient client = JdbcClient.create(database);
            AuditStore store = new AuditStore(client, new RowWriter(new JdbcTemplate(database)),
                    new Partitions(client, transaction), transaction);
            Assignments assignments = new Assignments(admin, store, status, Clock.systemUTC());
            var consumers = StoreContainer.create(kafka, common, assignments,
                    new StoreListener(assignments, store, letters, status, new Lateness(Duration.ofHours(1)),
                            Clock.systemUTC()),
                    status);
            Source source = new Source("node1", "file");
            Tail tail = new Tail(source, new AuditDirectory(file), new KafkaRecordLog(source, kafka, common, common),
                    new TailSettings(POLL, kafka.chunkSize(), 1 << 20, Duration.ofSeconds(1), Duration.ofSeconds(1)),
                    tailStatus, Clock.systemUTC());
            long begin = System.nanoTime();
            consumers.start();
            tail.start();
            await().forever().pollInterval(POLL).until(() -> tailStatus.snapshot().lines() >= lines);
            double ship = (System.nanoTime() - begin) / NANOS;
            await().forever().pollInterval(POLL).until(() -> status.storedRows() >= lines);
            double all = (System.nanoTime() - begin) / NANOS;
            tail.close();
            consumers.stop();
            report("the tail's share: file to Kafka", lines, ship);
            report("file to Kafka to PostgreSQL", lines, all);
            say("ratios: end to end / plain COPY %.2f, tail / reading %.1f", all / floor, ship / read);
            say("rows %,d, of them repeated %,d; %s", status.storedRows(), status.repeatedRows(),
                    client.sql("select pg_size_pretty(sum(pg_relation_size(inhrelid))) || ' of heap, '"
                            + " || pg_size_pretty(sum(pg_indexes_size(inhrelid))) || ' of indexes' from pg_inherits"
                            + " where inhparent = 'audit_record'::regclass").query(String.class).single());
        }
    }

    private void readOnly() throws IOException {
        byte[] buffer = new byte[64 * 1024];
        try (InputStream in = Files.newInputStream(file)) {
            while (in.read(buffer) >= 0) {
                // As cat would.
            }
        }
    }

    private static void plainCopy(Path file, String jdbcUrl) throws Exception {
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                var statement = connection.createStatement();
                InputStream in = Files.newInputStream(file)) {
            statement.execute("create table line (raw text)");
            // Characters that no line has: every line is one field as it is.
            connection.unwrap(PGConnection.class).getCopyAPI()
                    .copyIn("copy line from stdin (format csv, delimiter e'\\x01', quote e'\\x02')", in, 64 * 1024);
        }
    }

    private static AuditKafkaProperties properties() {
        Settings one = new Settings(1, null);
        return new AuditKafkaProperties("", (short) -1, new TopicSettings(new Settings(3, null), one, one), 524_288,
                Duration.ofMinutes(2), "store", 1);
    }

    private static double seconds(Work work) throws Exception {
        long begin = System.nanoTime();
        work.run();
        return (System.nanoTime() - begin) / NANOS;
    }

    private static String peakMemory() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream().filter(line -> line.startsWith("VmHWM"))
                .findFirst().orElse("unknown here");
    }

    private static void report(String what, int lines, double seconds) {
        say("%-34s %8.1f s %,10.0f lines/s", what, seconds, lines / seconds);
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }

    private interface Work {

        void run() throws Exception;
    }
}
