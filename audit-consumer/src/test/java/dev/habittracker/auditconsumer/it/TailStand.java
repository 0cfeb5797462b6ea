package dev.habittracker.auditconsumer.it;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import dev.habittracker.auditconsumer.file.AuditDirectory;
import dev.habittracker.auditconsumer.kafka.AuditKafkaProperties;
import dev.habittracker.auditconsumer.kafka.AuditKafkaProperties.Settings;
import dev.habittracker.auditconsumer.kafka.AuditKafkaProperties.TopicSettings;
import dev.habittracker.auditconsumer.kafka.KafkaRecordLog;
import dev.habittracker.auditconsumer.kafka.TopicSetup;
import dev.habittracker.auditconsumer.record.Source;
import dev.habittracker.auditconsumer.ship.RecordLog;
import dev.habittracker.auditconsumer.ship.Tail;
import dev.habittracker.auditconsumer.ship.TailSettings;
import dev.habittracker.auditconsumer.ship.TailStatus;
import dev.habittracker.devstack.junit.StackSlice;

import static org.assertj.core.api.Assertions.assertThat;

/** A folder and topics of one test's own, and tails that can be started on them. */
final class TailStand implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(30);
    static final int CHUNK = 64 * 1024;
    private static final AtomicInteger TEST = new AtomicInteger();

    private final List<Tail> tails = new ArrayList<>();
    private final Source source = new Source("node1", "file");
    private final Path folder;
    private final String servers;
    private final AuditKafkaProperties kafka;

    TailStand(StackSlice slice, Path folder) {
        this.folder = folder;
        servers = slice.bootstrapServers();
        kafka = properties(slice.topicPrefix() + "t" + TEST.incrementAndGet() + ".");
        try (Admin admin = admin()) {
            TopicSetup.prepare(admin, kafka.specs());
        }
    }

    Path folder() {
        return folder;
    }

    /** The file that is followed. */
    Path file() {
        return folder.resolve("audit.log");
    }

    String servers() {
        return servers;
    }

    AuditKafkaProperties kafka() {
        return kafka;
    }

    Admin admin() {
        return Admin.create(common());
    }

    @Override
    public void close() {
        tails.forEach(Tail::close);
    }

    Tail start(RecordLog log) {
        return start(log, new TailStatus());
    }

    Tail start(RecordLog log, TailStatus status) {
        Tail tail = new Tail(source, new AuditDirectory(file()), log, new TailSettings(Duration.ofMillis(20), CHUNK,
                256 * 1024, Duration.ofMillis(200), Duration.ofMinutes(1)), status, Clock.systemUTC());
        tails.add(tail);
        tail.start();
        return tail;
    }

    RecordLog log() {
        return new KafkaRecordLog(source, kafka, common(), common());
    }

    private Map<String, Object> common() {
        return Map.of("bootstrap.servers", servers);
    }

    List<ConsumerRecord<String, byte[]>> records() {
        return Topics.read(servers, kafka.names().auditRecords());
    }

    /** Equal as multisets. */
    void assertLines(List<byte[]> expected) {
        assertThat(records().stream().map(record -> new String(record.value(), StandardCharsets.UTF_8)).toList())
                .containsExactlyInAnyOrderElementsOf(
                        expected.stream().map(line -> new String(line, StandardCharsets.UTF_8)).toList());
    }

    static long size(List<byte[]> lines) {
        return lines.stream().mapToLong(line -> line.length + 1).sum();
    }

    static void write(Path file, List<byte[]> lines) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] line : lines) {
            out.write(line);
            out.write('\n');
        }
        append(file, out.toByteArray());
    }

    static void append(Path file, String text) throws IOException {
        append(file, text.getBytes(StandardCharsets.UTF_8));
    }

    static void append(Path file, byte[] bytes) throws IOException {
        Files.write(file, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    static AuditKafkaProperties properties(String prefix) {
        Settings settings = new Settings(1, null);
        return new AuditKafkaProperties(prefix, (short) -1, new TopicSettings(settings, settings, settings), CHUNK,
                Duration.ofSeconds(30), "store", 1);
    }
}
