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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

import dev.habittracker.auditconsumer.file.AuditDirectory;
import dev.habittracker.auditconsumer.kafka.AuditKafkaProperties;
import dev.habittracker.auditconsumer.kafka.AuditKafkaProperties.Settings;
import dev.habittracker.auditconsumer.kafka.AuditKafkaProperties.TopicSettings;
import dev.habittracker.auditconsumer.kafka.KafkaRecordLog;
import dev.habittracker.auditconsumer.kafka.TopicSetup;
import dev.habittracker.auditconsumer.record.Recorded;
import dev.habittracker.auditconsumer.record.Sha256;
import dev.habittracker.auditconsumer.record.Source;
import dev.habittracker.auditconsumer.ship.RecordLog;
import dev.habittracker.auditconsumer.ship.Tail;
import dev.habittracker.auditconsumer.ship.TailSettings;
import dev.habittracker.auditconsumer.ship.TailSnapshot;
import dev.habittracker.auditconsumer.ship.TailStatus;
import dev.habittracker.auditconsumer.tail.Loss;
import dev.habittracker.devstack.junit.DevStack;
import dev.habittracker.devstack.junit.Part;
import dev.habittracker.devstack.junit.StackSlice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** The tail on real files and a real broker. */
@DevStack(Part.KAFKA)
class TailIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int CHUNK = 64 * 1024;
    private static final AtomicInteger TEST = new AtomicInteger();

    @TempDir
    private Path folder = Path.of("");

    private final List<Tail> tails = new ArrayList<>();
    private final Source source = new Source("node1", "file");
    private String servers = "";
    private AuditKafkaProperties kafka = properties("");
    private Path file = Path.of("");

    @BeforeEach
    void prepare(StackSlice slice, TestInfo info) {
        servers = slice.bootstrapServers();
        kafka = properties(slice.topicPrefix() + "t" + TEST.incrementAndGet() + ".");
        file = folder.resolve("audit.log");
        try (Admin admin = Admin.create(common())) {
            TopicSetup.prepare(admin, kafka.specs());
        }
    }

    @AfterEach
    void stop() {
        tails.forEach(Tail::close);
    }

    @Test
    void tail_fileThatGrowsInPieces_bringsEachLineOnceAndCoversTheFile() throws IOException {
        byte[] all = Recorded.file();
        append(file, Arrays.copyOf(all, 50_000));
        start(log());
        await().atMost(PATIENCE).until(() -> !records().isEmpty());
        append(file, Arrays.copyOfRange(all, 50_000, 50_001));
        append(file, Arrays.copyOfRange(all, 50_001, all.length));

        await().atMost(PATIENCE).untilAsserted(() -> assertLines(Recorded.lines()));
        long end = 0;
        for (ConsumerRecord<String, byte[]> record : records()) {
            assertThat(Topics.header(record, "audit-start")).isEqualTo(Long.toString(end));
            assertThat(Topics.header(record, "audit-sha256")).isEqualTo(Sha256.of(record.value()).hex());
            assertThat(Topics.header(record, "audit-node")).isEqualTo("node1");
            assertThat(record.key()).startsWith("node1/file/").endsWith(Topics.header(record, "audit-file"));
            end = Long.parseLong(Topics.header(record, "audit-end"));
        }
        assertThat(end).isEqualTo(all.length);
    }

    @Test
    void tail_thatDiesBetweenSendAndCommit_neitherLosesNorRepeats() throws IOException {
        append(file, Recorded.file());
        RecordLog real = log();
        DyingLog dying = new DyingLog(real);
        Tail first = start(dying);
        // The death of the thread is what this test is about.
        await().dontCatchUncaughtExceptions().atMost(PATIENCE).until(dying::hasDied);
        first.close();
        await().dontCatchUncaughtExceptions().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Topics.readUncommitted(servers,
                        kafka.names().auditRecords())).as("all lines are on the broker").hasSize(99));
        assertThat(records()).as("nothing of the open transaction is visible").isEmpty();

        append(file, Recorded.line(7));
        append(file, "\n");
        start(real);

        List<byte[]> expected = new ArrayList<>(Recorded.lines());
        expected.add(Recorded.line(7));
        await().atMost(PATIENCE).untilAsserted(() -> assertLines(expected));
        dying.tidyUp();
    }

    @Test
    void tail_restartedWhileTheFileGrows_goesOnWhereItWas() throws IOException {
        List<byte[]> expected = new ArrayList<>();
        for (int round = 0; round < 4; round++) {
            for (byte[] line : Recorded.lines().subList(round * 20, round * 20 + 20)) {
                append(file, line);
                append(file, "\n");
                expected.add(line);
            }
            Tail tail = start(log());
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(records()).hasSize(expected.size()));
            tail.close();
        }
        assertLines(expected);
    }

    @Test
    void tail_renamedFile_isReadToItsEndThoughVaultReopensLate() throws IOException {
        List<byte[]> expected = new ArrayList<>(Recorded.lines().subList(0, 10));
        write(file, expected);
        TailStatus status = new TailStatus();
        start(log(), status);
        await().atMost(PATIENCE).untilAsserted(() -> assertLines(expected));

        Path rotated = folder.resolve("audit.log.1");
        Files.move(file, rotated);
        Files.createFile(file);
        await().atMost(PATIENCE).until(() -> status.snapshot().remark().contains("SIGHUP"));
        write(rotated, Recorded.lines().subList(10, 20));
        expected.addAll(Recorded.lines().subList(10, 20));
        await().atMost(PATIENCE).untilAsserted(() -> assertLines(expected));

        write(rotated, Recorded.lines().subList(20, 30));
        write(file, Recorded.lines().subList(30, 40));
        expected.addAll(Recorded.lines().subList(20, 40));
        await().atMost(PATIENCE).untilAsserted(() -> assertLines(expected));
        assertThat(status.snapshot().losses()).isEmpty();
    }

    @Test
    void tail_rotatedTwiceWhileItWasDown_readsAllFilesOldestFirst() throws IOException {
        write(file, Recorded.lines().subList(0, 10));
        Tail tail = start(log());
        await().atMost(PATIENCE).untilAsserted(() -> assertLines(Recorded.lines().subList(0, 10)));
        tail.close();

        write(file, Recorded.lines().subList(10, 20));
        Files.move(file, folder.resolve("audit.log.2"));
        write(file, Recorded.lines().subList(20, 30));
        Files.move(file, folder.resolve("audit.log.1"));
        write(file, Recorded.lines().subList(30, 40));
        start(log());

        await().atMost(PATIENCE).untilAsserted(() -> assertLines(Recorded.lines().subList(0, 40)));
    }

    @Test
    void tail_deletedFile_isReadOnAndSaysSo() throws IOException {
        write(file, Recorded.lines().subList(0, 5));
        Path held = folder.resolve("held-by-the-writer");
        Files.createLink(held, file);
        TailStatus status = new TailStatus();
        start(log(), status);
        await().atMost(PATIENCE).untilAsserted(() -> assertLines(Recorded.lines().subList(0, 5)));

        Files.delete(file);
        write(held, Recorded.lines().subList(5, 10));

        await().atMost(PATIENCE).untilAsserted(() -> assertLines(Recorded.lines().subList(0, 10)));
        assertThat(status.snapshot().remark()).contains("nothing stands at the configured path");
    }

    @Test
    void tail_copytruncate_isALossThatARestartRemembersAndTheCopyIsReadOn() throws IOException {
        write(file, Recorded.lines().subList(0, 10));
        TailStatus status = new TailStatus();
        Tail tail = start(log(), status);
        await().atMost(PATIENCE).untilAsserted(() -> assertLines(Recorded.lines().subList(0, 10)));

        Path copy = folder.resolve("audit.log.1");
        Files.copy(file, copy);
        write(copy, Recorded.lines().subList(10, 15));
        Files.newByteChannel(file, StandardOpenOption.WRITE).truncate(0).close();
        await().atMost(PATIENCE).until(() -> !status.snapshot().losses().isEmpty());
        write(file, Recorded.lines().subList(20, 25));

        List<byte[]> expected = new ArrayList<>(Recorded.lines().subList(0, 15));
        expected.addAll(Recorded.lines().subList(20, 25));
        await().atMost(PATIENCE).untilAsserted(() -> assertLines(expected));
        tail.close();
        TailStatus restarted = new TailStatus();
        start(log(), restarted);
        await().atMost(PATIENCE).until(() -> restarted.snapshot().state() == TailSnapshot.State.FOLLOWING);
        assertThat(restarted.snapshot().losses()).singleElement().satisfies(loss -> {
            assertThat(loss.kind()).isEqualTo(Loss.Kind.TRUNCATED);
            assertThat(loss.from()).isEqualTo(size(Recorded.lines().subList(0, 10)));
        });
        assertLines(expected);
    }

    @Test
    void tail_lineLongerThanAMessage_comesInOrderedPieces() throws IOException {
        byte[] small = Recorded.line(7);
        byte[] large = ("{\"time\":\"2026-11-24T05:00:00Z\",\"type\":\"request\",\"request\":{\"data\":{\""
                + "k".repeat(5_000_000) + "\":1}}}").getBytes(StandardCharsets.UTF_8);
        write(file, List.of(small, large, small));
        start(log());

        await().atMost(PATIENCE).until(() -> records().stream().filter(record -> record.value().length == small.length)
                .count() == 2);
        List<ConsumerRecord<String, byte[]>> pieces = records().stream()
                .filter(record -> !Topics.header(record, "audit-chunks").equals("1")).toList();
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (int i = 0; i < pieces.size(); i++) {
            assertThat(Topics.header(pieces.get(i), "audit-chunk")).isEqualTo(Integer.toString(i));
            assertThat(Topics.header(pieces.get(i), "audit-sha256")).isEqualTo(Sha256.of(large).hex());
            joined.writeBytes(pieces.get(i).value());
        }
        assertThat(pieces).hasSize((large.length + CHUNK - 1) / CHUNK);
        assertThat(Arrays.equals(joined.toByteArray(), large)).isTrue();
    }

    @Test
    void tail_secondOfTheSameName_fencesTheFirstAndNoLineComesTwice() throws IOException {
        write(file, Recorded.lines().subList(0, 10));
        TailStatus first = new TailStatus();
        start(log(), first);
        await().atMost(PATIENCE).untilAsserted(() -> assertLines(Recorded.lines().subList(0, 10)));
        TailStatus second = new TailStatus();
        start(log(), second);
        await().atMost(PATIENCE).until(() -> second.snapshot().state() == TailSnapshot.State.FOLLOWING);

        write(file, Recorded.lines().subList(10, 30));

        await().atMost(PATIENCE).until(() -> first.snapshot().state() == TailSnapshot.State.FENCED);
        await().atMost(PATIENCE).untilAsserted(() -> assertLines(Recorded.lines().subList(0, 30)));
    }

    @Test
    void topics_checkpointsWithADeletePolicy_areRefusedSayingWhatToSet() {
        AuditKafkaProperties other = properties(kafka.topicPrefix() + "wrong.");
        try (Admin admin = Admin.create(common())) {
            admin.createTopics(List.of(new NewTopic(other.names().auditCheckpoints(), 1,
                    (short) 1).configs(Map.of("cleanup.policy", "delete")))).all().toCompletionStage()
                    .toCompletableFuture().join();

            assertThatThrownBy(() -> TopicSetup.prepare(admin, other.specs()))
                    .isInstanceOf(TopicSetup.TopicsRefusedException.class)
                    .hasMessageContaining("set cleanup.policy=compact");
        }
    }

    private Tail start(RecordLog log) {
        return start(log, new TailStatus());
    }

    private Tail start(RecordLog log, TailStatus status) {
        Tail tail = new Tail(source, new AuditDirectory(file), log, new TailSettings(Duration.ofMillis(20), CHUNK,
                256 * 1024, Duration.ofMillis(200), Duration.ofMinutes(1)), status, Clock.systemUTC());
        tails.add(tail);
        tail.start();
        return tail;
    }

    private RecordLog log() {
        return new KafkaRecordLog(source, kafka, common(), common());
    }

    private Map<String, Object> common() {
        return Map.of("bootstrap.servers", servers);
    }

    private List<ConsumerRecord<String, byte[]>> records() {
        return Topics.read(servers, kafka.names().auditRecords());
    }

    /** Equal as multisets. */
    private void assertLines(List<byte[]> expected) {
        assertThat(records().stream().map(record -> new String(record.value(), StandardCharsets.UTF_8)).toList())
                .containsExactlyInAnyOrderElementsOf(
                        expected.stream().map(line -> new String(line, StandardCharsets.UTF_8)).toList());
    }

    private static long size(List<byte[]> lines) {
        return lines.stream().mapToLong(line -> line.length + 1).sum();
    }

    private static void write(Path file, List<byte[]> lines) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] line : lines) {
            out.write(line);
            out.write('\n');
        }
        append(file, out.toByteArray());
    }

    private static void append(Path file, String text) throws IOException {
        append(file, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void append(Path file, byte[] bytes) throws IOException {
        Files.write(file, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static AuditKafkaProperties properties(String prefix) {
        Settings settings = new Settings(1, null);
        return new AuditKafkaProperties(prefix, (short) -1, new TopicSettings(settings, settings, settings), CHUNK,
                Duration.ofSeconds(30), "store", 1);
    }
}
