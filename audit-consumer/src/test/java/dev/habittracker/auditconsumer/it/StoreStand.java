package dev.habittracker.auditconsumer.it;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.flywaydb.core.Flyway;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import com.zaxxer.hikari.HikariDataSource;

import dev.habittracker.auditconsumer.jdbc.AuditStore;
import dev.habittracker.auditconsumer.jdbc.ChainCheck;
import dev.habittracker.auditconsumer.jdbc.Partitions;
import dev.habittracker.auditconsumer.jdbc.RowWriter;
import dev.habittracker.auditconsumer.kafka.AuditKafkaProperties;
import dev.habittracker.auditconsumer.kafka.AuditKafkaProperties.Settings;
import dev.habittracker.auditconsumer.kafka.AuditKafkaProperties.TopicSettings;
import dev.habittracker.auditconsumer.kafka.KafkaRecordLog;
import dev.habittracker.auditconsumer.kafka.TopicSetup;
import dev.habittracker.auditconsumer.record.Source;
import dev.habittracker.auditconsumer.ship.RecordLog;
import dev.habittracker.devstack.junit.StackSlice;

import static org.assertj.core.api.Assertions.assertThat;

/** Topics and a database of one test's own, what sends lines as the tail does, and stores that can be started and stopped. */
final class StoreStand implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(30);
    static final int CHUNK = 64 * 1024;
    private static final int PARTITIONS = 3;
    private static final AtomicInteger TEST = new AtomicInteger();

    private final String servers;
    private final AuditKafkaProperties kafka;
    private final HikariDataSource database = new HikariDataSource();
    private final List<RunningStore> stores = new ArrayList<>();
    private final RecordLog.Session session;

    StoreStand(StackSlice slice) {
        String name = "s" + TEST.incrementAndGet();
        servers = slice.bootstrapServers();
        Settings one = new Settings(1, null);
        kafka = new AuditKafkaProperties(slice.topicPrefix() + name + ".", (short) -1,
                new TopicSettings(new Settings(PARTITIONS, null), one, one), CHUNK, Duration.ofSeconds(30), "store", 1);
        database.setJdbcUrl(slice.jdbcUrl(name));
        database.setMaximumPoolSize(4);
        database.setConnectionTimeout(1_000);
        Flyway.configure().dataSource(database).load().migrate();
        createTopics();
        session = log().open();
    }

    AuditKafkaProperties kafka() {
        return kafka;
    }

    String servers() {
        return servers;
    }

    Map<String, Object> common() {
        return Map.of("bootstrap.servers", servers);
    }

    Admin admin() {
        return Admin.create(common());
    }

    JdbcClient jdbc() {
        return JdbcClient.create(database);
    }

    Connection connection() throws SQLException {
        return database.getConnection();
    }

    AuditStore store() {
        return new AuditStore(jdbc(), new RowWriter(new JdbcTemplate(database)), partitions(), transaction());
    }

    Partitions partitions() {
        return new Partitions(jdbc(), transaction());
    }

    /** Does something with the database that is taken back. */
    void undone(Runnable work) {
        transaction().executeWithoutResult(status -> {
            status.setRollbackOnly();
            work.run();
        });
    }

    ChainCheck chainCheck() {
        TransactionTemplate snapshot = transaction();
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        return new ChainCheck(jdbc(), snapshot);
    }

    private TransactionTemplate transaction() {
        return new TransactionTemplate(new JdbcTransactionManager(database));
    }

    RecordLog log() {
        return new KafkaRecordLog(new Source("node1", "file"), kafka, common(), common());
    }

    void createTopics() {
        try (Admin admin = admin()) {
            TopicSetup.prepare(admin, kafka.specs());
        }
    }

    /** Starts one more consumer of the group. */
    RunningStore startStore() {
        RunningStore store = new RunningStore(this, Clock.systemUTC());
        stores.add(store);
        return store;
    }

    /** Sends lines as the tail does: in one transaction with the position. */
    void send(LinesOfFile lines) {
        session.begin();
        lines.sendTo(session);
        session.commit(lines.checkpoint(Instant.parse("2026-11-24T08:00:00Z")));
    }

    /** Sends lines in pieces, as the tail does with long ones. */
    void sendInPieces(LinesOfFile lines) {
        session.begin();
        lines.sendInPiecesTo(session, CHUNK);
        session.commit(lines.checkpoint(Instant.parse("2026-11-24T08:00:00Z")));
    }

    /** Empties the database, and fills it at an earlier version of the schema before it is brought to the newest. */
    void migrateFrom(int version, Consumer<JdbcClient> fill) {
        Flyway.configure().dataSource(database).cleanDisabled(false).load().clean();
        Flyway.configure().dataSource(database).target(Integer.toString(version)).load().migrate();
        fill.accept(jdbc());
        Flyway.configure().dataSource(database).load().migrate();
    }

    /** The stored lines, each put together from its parts. */
    List<String> storedLines() {
        return StoredLines.of(jdbc());
    }

    /** Waits until the table has these lines and no others, as multisets; while the database is away it has not. */
    void awaitStored(List<byte[]> lines) {
        Awaitility.await().atMost(PATIENCE).ignoreExceptionsInstanceOf(DataAccessException.class)
                .untilAsserted(() -> assertThat(storedLines())
                        .containsExactlyInAnyOrderElementsOf(LinesOfFile.texts(lines)));
    }

    long count(String table) {
        return jdbc().sql("select count(*) from " + table).query(Long.class).single();
    }

    @Override
    public void close() {
        stores.forEach(RunningStore::close);
        session.close();
        database.close();
    }
}
