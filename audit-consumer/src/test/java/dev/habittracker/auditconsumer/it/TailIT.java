package dev.habittracker.auditconsumer.it;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.habittracker.auditconsumer.kafka.AuditKafkaProperties;
import dev.habittracker.auditconsumer.kafka.TopicSetup;
import dev.habittracker.auditconsumer.record.Recorded;
import dev.habittracker.auditconsumer.record.Sha256;
import dev.habittracker.auditconsumer.ship.RecordLog;
import dev.habittracker.auditconsumer.ship.Tail;
import dev.habittracker.auditconsumer.ship.TailSnapshot;
import dev.habittracker.auditconsumer.ship.TailStatus;
import dev.habittracker.devstack.junit.DevStack;
import dev.habittracker.devstack.junit.Part;
import dev.habittracker.devstack.junit.StackSlice;

import static dev.habittracker.auditconsumer.it.TailStand.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** The tail on real files and a real broker: growth, death, restarts, long lines, a second one. */
@DevStack(Part.KAFKA)
class TailIT {

    private final TailStand stand;

    TailIT(StackSlice slice, @TempDir Path folder) {
        stand = new TailStand(slice, folder);
    }

    @AfterEach
    void stop() {
        stand.close();
    }

    @Test
    void tail_fileThatGrowsInPieces_bringsEachLineOnceAndCoversTheFile() throws IOException {
        byte[] all = Recorded.file();
        TailStand.append(stand.file(), Arrays.copyOf(all, 50_000));
        stand.start(stand.log());
        await().atMost(PATIENCE).until(() -> !stand.records().isEmpty());
        TailStand.append(stand.file(), Arrays.copyOfRange(all, 50_000, 50_001));
        TailStand.append(stand.file(), Arrays.copyOfRange(all, 50_001, all.length));

        await().atMost(PATIENCE).untilAsserted(() -> stand.assertLines(Recorded.lines()));
        long end = 0;
        for (ConsumerRecord<String, byte[]> record : stand.records()) {
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
        TailStand.append(stand.file(), Recorded.file());
        RecordLog real = stand.log();
        DyingLog dying = new DyingLog(real);
        Tail first = stand.start(dying);
        // The death of the thread is what this test is about.
        await().dontCatchUncaughtExceptions().atMost(PATIENCE).until(dying::hasDied);
        first.close();
        await().dontCatchUncaughtExceptions().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Topics.readUncommitted(stand.servers(),
                        stand.kafka().names().auditRecords())).as("all lines are on the broker").hasSize(99));
        assertThat(stand.records()).as("nothing of the open transaction is visible").isEmpty();

        TailStand.append(stand.file(), Recorded.line(7));
        TailStand.append(stand.file(), "\n");
        stand.start(real);

        List<byte[]> expected = new ArrayList<>(Recorded.lines());
        expected.add(Recorded.line(7));
        await().atMost(PATIENCE).untilAsserted(() -> stand.assertLines(expected));
        dying.tidyUp();
    }

    @Test
    void tail_restartedWhileTheFileGrows_goesOnWhereItWas() throws IOException {
        List<byte[]> expected = new ArrayList<>();
        for (int round = 0; round < 4; round++) {
            for (byte[] line : Recorded.lines().subList(round * 20, round * 20 + 20)) {
                TailStand.append(stand.file(), line);
                TailStand.append(stand.file(), "\n");
                expected.add(line);
            }
            Tail tail = stand.start(stand.log());
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(stand.records()).hasSize(expected.size()));
            tail.close();
        }
        stand.assertLines(expected);
    }

    @Test
    void tail_lineLongerThanAMessage_comesInOrderedPieces() throws IOException {
        byte[] small = Recorded.line(7);
        byte[] large = ("{\"time\":\"2026-11-24T05:00:00Z\",\"type\":\"request\",\"request\":{\"data\":{\""
                + "k".repeat(5_000_000) + "\":1}}}").getBytes(StandardCharsets.UTF_8);
        TailStand.write(stand.file(), List.of(small, large, small));
        stand.start(stand.log());

        await().atMost(PATIENCE)
                .until(() -> stand.records().stream().filter(record -> record.value().length == small.length)
                        .count() == 2);
        List<ConsumerRecord<String, byte[]>> pieces = stand.records().stream()
                .filter(record -> !Topics.header(record, "audit-chunks").equals("1")).toList();
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (int i = 0; i < pieces.size(); i++) {
            assertThat(Topics.header(pieces.get(i), "audit-chunk")).isEqualTo(Integer.toString(i));
            assertThat(Topics.header(pieces.get(i), "audit-sha256")).isEqualTo(Sha256.of(large).hex());
            joined.writeBytes(pieces.get(i).value());
        }
        assertThat(pieces).hasSize((large.length + TailStand.CHUNK - 1) / TailStand.CHUNK);
        assertThat(Arrays.equals(joined.toByteArray(), large)).isTrue();
    }

    @Test
    void tail_secondOfTheSameName_fencesTheFirstAndNoLineComesTwice() throws IOException {
        TailStand.write(stand.file(), Recorded.lines().subList(0, 10));
        TailStatus first = new TailStatus();
        stand.start(stand.log(), first);
        await().atMost(PATIENCE).untilAsserted(() -> stand.assertLines(Recorded.lines().subList(0, 10)));
        TailStatus second = new TailStatus();
        stand.start(stand.log(), second);
        await().atMost(PATIENCE).until(() -> second.snapshot().state() == TailSnapshot.State.FOLLOWING);

        TailStand.write(stand.file(), Recorded.lines().subList(10, 30));

        await().atMost(PATIENCE).until(() -> first.snapshot().state() == TailSnapshot.State.FENCED);
        await().atMost(PATIENCE).untilAsserted(() -> stand.assertLines(Recorded.lines().subList(0, 30)));
    }

    @Test
    void topics_checkpointsWithADeletePolicy_areRefusedSayingWhatToSet() {
        AuditKafkaProperties other = TailStand.properties(stand.kafka().topicPrefix() + "wrong.");
        try (Admin admin = stand.admin()) {
            admin.createTopics(List.of(new NewTopic(other.names().auditCheckpoints(), 1,
                    (short) 1).configs(Map.of("cleanup.policy", "delete")))).all().toCompletionStage()
                    .toCompletableFuture().join();

            assertThatThrownBy(() -> TopicSetup.prepare(admin, other.specs()))
                    .isInstanceOf(TopicSetup.TopicsRefusedException.class)
                    .hasMessageContaining("set cleanup.policy=compact");
        }
    }
}
