package dev.habittracker.auditconsumer.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import tools.jackson.databind.JsonNode;

import dev.habittracker.devstack.junit.DevStack;
import dev.habittracker.devstack.junit.SharedStack;
import dev.habittracker.devstack.junit.StackSlice;
import dev.habittracker.devstack.postgres.PostgresServer;
import dev.habittracker.devstack.process.Signals;
import dev.habittracker.devstack.vault.VaultClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The service is killed again and again at moments that a seed chooses, while Vault writes records and its file is
 * rotated; in the end file, topic and table have the same lines.
 */
@DevStack
class KilledServiceIT {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int KILLS = 5;
    private static final int ROTATED_WHILE_DOWN = 2;
    private static final int ROTATED_WHILE_UP = 3;

    private final long seed = Long.getLong("audit.kill.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final StackSlice slice;
    private final SharedStack stack;
    private final JdbcClient jdbc;
    private final Map<String, String> properties;

    KilledServiceIT(StackSlice slice, SharedStack stack) {
        this.slice = slice;
        this.stack = stack;
        String database = slice.jdbcUrl("audit");
        jdbc = JdbcClient.create(new DriverManagerDataSource(database));
        properties = Map.of("audit.file", slice.auditFile().toString(), "audit.vault.address",
                slice.vaultAddress().toString(), "audit.kafka.topic-prefix", slice.topicPrefix(), "audit.poll-interval",
                "20ms", "audit.batch-size", "16KB", "spring.kafka.bootstrap-servers", slice.bootstrapServers(),
                "spring.datasource.url", database, "spring.datasource.username", PostgresServer.USER,
                // The broker's smallest: for so long the partitions of a killed consumer are nobody's.
                "spring.kafka.consumer.properties[session.timeout.ms]", "6000");
    }

    @Test
    void service_killedAgainAndAgainWhileVaultWrites_bringsEachLineOnceIntoTopicAndTable() throws Exception {
        AtomicBoolean writing = new AtomicBoolean(true);
        try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
            var writer = writers.submit(() -> writeUntilToldToStop(writing));
            try {
                for (int kill = 0; kill < KILLS; kill++) {
                    killOnce(kill);
                }
            } finally {
                writing.set(false);
                finish(writer);
            }
        }
        ServiceProcess last = start("last");
        try {
            assertSameLinesEverywhere();
            JsonNode health = new AuditApi(last.port(), null).get("/actuator/health").json().path("components");
            assertThat(health.path("auditTail").path("status").asString()).as(health.toString()).isEqualTo("UP");
            assertThat(health.path("auditStore").path("status").asString()).as(health.toString()).isEqualTo("UP");
        } finally {
            last.stop();
        }
    }

    /** Every other time the service is killed wherever it is after its start; else once it has stored something new. */
    private void killOnce(int number) throws IOException {
        if (number == ROTATED_WHILE_DOWN) {
            rotate(number);
        }
        long before = rows();
        ServiceProcess service = start(Integer.toString(number));
        if (number % 2 == 0) {
            await().atMost(PATIENCE).until(() -> {
                service.assertAlive();
                return rows() > before;
            });
            pause(500);
        } else {
            pause(5_000);
        }
        if (number == ROTATED_WHILE_UP) {
            rotate(number);
            pause(500);
        }
        service.kill();
    }

    /** As logrotate does it: rename first, and some time later tell Vault. */
    private void rotate(int number) throws IOException {
        Path file = slice.auditFile();
        Files.move(file, file.resolveSibling(file.getFileName() + ".killed-" + number));
        pause(300);
        Signals.send("HUP", stack.localVault().process().pid());
    }

    private void assertSameLinesEverywhere() {
        await().atMost(PATIENCE).untilAsserted(() -> {
            List<String> file = AuditFiles.lines(slice.auditFile());
            assertThat(StoredLines.of(jdbc)).as("seed " + seed).hasSizeGreaterThan(200)
                    .containsExactlyInAnyOrderElementsOf(file);
        });
        assertThat(Topics.read(slice.bootstrapServers(), slice.topicPrefix() + "vault.audit.records"))
                .as("seed " + seed)
                .extracting(record -> LinesOfFile.texts(List.of(record.value())).getFirst())
                .containsExactlyInAnyOrderElementsOf(AuditFiles.lines(slice.auditFile()));
        assertThat(jdbc.sql("select (select count(*) from audit_dead_letter) + (select count(*) from audit_gap)")
                .query(Long.class).single()).isZero();
    }

    private void writeUntilToldToStop(AtomicBoolean writing) {
        VaultClient vault = slice.vaultClient();
        String path = slice.mount() + "/data/" + slice.path();
        int number = 0;
        while (writing.get()) {
            vault.post(path, Map.of("data", Map.of("n", number++)));
            vault.get(path);
            pause(20);
        }
    }

    private static void finish(Future<?> writer)
            throws InterruptedException, ExecutionException, TimeoutException {
        writer.get(30, TimeUnit.SECONDS);
    }

    private ServiceProcess start(String name) {
        return ServiceProcess.start(properties, Path.of("target", "killed-service-" + name + ".log"));
    }

    private long rows() {
        boolean migrated = jdbc.sql("select to_regclass('audit_record') is not null").query(Boolean.class).single();
        return migrated ? jdbc.sql("select count(*) from audit_record").query(Long.class).single() : 0;
    }

    private void pause(int atMostMillis) {
        await().pollDelay(Duration.ofMillis(random.nextInt(atMostMillis))).atMost(PATIENCE).until(() -> true);
    }
}
