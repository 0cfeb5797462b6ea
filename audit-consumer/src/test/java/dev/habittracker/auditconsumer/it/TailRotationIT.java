package dev.habittracker.auditconsumer.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.habittracker.auditconsumer.record.Recorded;
import dev.habittracker.auditconsumer.ship.Tail;
import dev.habittracker.auditconsumer.ship.TailSnapshot;
import dev.habittracker.auditconsumer.ship.TailStatus;
import dev.habittracker.auditconsumer.tail.Loss;
import dev.habittracker.devstack.junit.DevStack;
import dev.habittracker.devstack.junit.Part;
import dev.habittracker.devstack.junit.StackSlice;

import static dev.habittracker.auditconsumer.it.TailStand.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The tail and what happens to its file: rotated, deleted, cut, written by a device that does not hash. */
@DevStack(Part.KAFKA)
class TailRotationIT {

    private final TailStand stand;

    TailRotationIT(StackSlice slice, @TempDir Path folder) {
        stand = new TailStand(slice, folder);
    }

    @AfterEach
    void stop() {
        stand.close();
    }

    @Test
    void tail_renamedFile_isReadToItsEndThoughVaultReopensLate() throws IOException {
        List<byte[]> expected = new ArrayList<>(Recorded.lines().subList(0, 10));
        TailStand.write(stand.file(), expected);
        TailStatus status = new TailStatus();
        stand.start(stand.log(), status);
        await().atMost(PATIENCE).untilAsserted(() -> stand.assertLines(expected));

        Path rotated = stand.folder().resolve("audit.log.1");
        Files.move(stand.file(), rotated);
        Files.createFile(stand.file());
        await().atMost(PATIENCE).until(() -> status.snapshot().remark().contains("SIGHUP"));
        TailStand.write(rotated, Recorded.lines().subList(10, 20));
        expected.addAll(Recorded.lines().subList(10, 20));
        await().atMost(PATIENCE).untilAsserted(() -> stand.assertLines(expected));

        TailStand.write(rotated, Recorded.lines().subList(20, 30));
        TailStand.write(stand.file(), Recorded.lines().subList(30, 40));
        expected.addAll(Recorded.lines().subList(20, 40));
        await().atMost(PATIENCE).untilAsserted(() -> stand.assertLines(expected));
        assertThat(status.snapshot().losses()).isEmpty();
    }

    @Test
    void tail_rotatedTwiceWhileItWasDown_readsAllFilesOldestFirst() throws IOException {
        TailStand.write(stand.file(), Recorded.lines().subList(0, 10));
        Tail tail = stand.start(stand.log());
        await().atMost(PATIENCE).untilAsserted(() -> stand.assertLines(Recorded.lines().subList(0, 10)));
        tail.close();

        TailStand.write(stand.file(), Recorded.lines().subList(10, 20));
        Files.move(stand.file(), stand.folder().resolve("audit.log.2"));
        TailStand.write(stand.file(), Recorded.lines().subList(20, 30));
        Files.move(stand.file(), stand.folder().resolve("audit.log.1"));
        TailStand.write(stand.file(), Recorded.lines().subList(30, 40));
        stand.start(stand.log());

        await().atMost(PATIENCE).untilAsserted(() -> stand.assertLines(Recorded.lines().subList(0, 40)));
    }

    @Test
    void tail_deletedFile_isReadOnAndSaysSo() throws IOException {
        TailStand.write(stand.file(), Recorded.lines().subList(0, 5));
        Path held = stand.folder().resolve("held-by-the-writer");
        Files.createLink(held, stand.file());
        TailStatus status = new TailStatus();
        stand.start(stand.log(), status);
        await().atMost(PATIENCE).untilAsserted(() -> stand.assertLines(Recorded.lines().subList(0, 5)));

        Files.delete(stand.file());
        TailStand.write(held, Recorded.lines().subList(5, 10));

        await().atMost(PATIENCE).untilAsserted(() -> stand.assertLines(Recorded.lines().subList(0, 10)));
        assertThat(status.snapshot().remark()).contains("nothing stands at the configured path");
    }

    @Test
    void tail_copytruncate_isALossThatARestartRemembersAndTheCopyIsReadOn() throws IOException {
        TailStand.write(stand.file(), Recorded.lines().subList(0, 10));
        TailStatus status = new TailStatus();
        Tail tail = stand.start(stand.log(), status);
        await().atMost(PATIENCE).untilAsserted(() -> stand.assertLines(Recorded.lines().subList(0, 10)));

        Path copy = stand.folder().resolve("audit.log.1");
        Files.copy(stand.file(), copy);
        TailStand.write(copy, Recorded.lines().subList(10, 15));
        Files.newByteChannel(stand.file(), StandardOpenOption.WRITE).truncate(0).close();
        await().atMost(PATIENCE).until(() -> !status.snapshot().losses().isEmpty());
        TailStand.write(stand.file(), Recorded.lines().subList(20, 25));

        List<byte[]> expected = new ArrayList<>(Recorded.lines().subList(0, 15));
        expected.addAll(Recorded.lines().subList(20, 25));
        await().atMost(PATIENCE).untilAsserted(() -> stand.assertLines(expected));
        tail.close();
        TailStatus restarted = new TailStatus();
        stand.start(stand.log(), restarted);
        await().atMost(PATIENCE).until(() -> restarted.snapshot().state() == TailSnapshot.State.FOLLOWING);
        assertThat(restarted.snapshot().losses()).singleElement().satisfies(loss -> {
            assertThat(loss.kind()).isEqualTo(Loss.Kind.TRUNCATED);
            assertThat(loss.from()).isEqualTo(TailStand.size(Recorded.lines().subList(0, 10)));
        });
        stand.assertLines(expected);
    }

    @Test
    void tail_linesOfADeviceThatDoesNotHash_areNotHandedOnAndTheReasonIsSaid() throws IOException {
        TailStatus status = new TailStatus();
        byte[] token = new String(Recorded.line(7), StandardCharsets.UTF_8)
                .replaceAll("\"client_token\":\"hmac-sha256:[0-9a-f]+", "\"client_token\":\"s.in-clear")
                .getBytes(StandardCharsets.UTF_8);
        List<byte[]> before = Recorded.lines().subList(0, 5);
        TailStand.write(stand.file(), before);
        TailStand.write(stand.file(), List.of(token));
        TailStand.write(stand.file(), Recorded.lines().subList(5, 10));
        stand.start(stand.log(), status);

        await().atMost(PATIENCE).until(() -> status.snapshot().state() == TailSnapshot.State.FAILING);
        assertThat(status.snapshot().remark()).contains("log_raw=true",
                "the line at " + TailStand.size(before) + " of audit.log");
        stand.assertLines(before);
        assertThat(Topics.readUncommitted(stand.servers(), stand.kafka().names().auditRecords())).hasSize(5);
    }
}
