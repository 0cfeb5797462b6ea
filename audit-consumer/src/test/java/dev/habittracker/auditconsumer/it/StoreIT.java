package dev.habittracker.auditconsumer.it;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.habittracker.auditconsumer.ship.RecordLog;
import dev.habittracker.devstack.junit.DevStack;
import dev.habittracker.devstack.junit.Part;
import dev.habittracker.devstack.junit.StackSlice;

import static dev.habittracker.auditconsumer.it.LinesOfFile.joined;
import static dev.habittracker.auditconsumer.it.LinesOfFile.recorded;
import static dev.habittracker.auditconsumer.it.StoreStand.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** From topic to table: each line once, however often and by whomever it is delivered. */
@DevStack({Part.KAFKA, Part.POSTGRES})
class StoreIT {

    private final StoreStand stand;

    StoreIT(StackSlice slice) {
        stand = new StoreStand(slice);
    }

    @AfterEach
    void close() {
        stand.close();
    }

    @Test
    void store_linesOfSeveralFiles_keepsEachOnceWithItsBytesAndItsColumns() {
        stand.startStore();
        LinesOfFile first = LinesOfFile.of(1, recorded(0, 40));
        LinesOfFile second = LinesOfFile.of(2, recorded(40, 99));

        stand.send(first);
        stand.send(second);

        stand.awaitStored(joined(first, second));
        assertThat(stand.count("audit_file")).isEqualTo(2);
        assertThat(stand.jdbc().sql("""
                select count(*) from audit_record
                 where time = (record->>'time')::timestamptz and type = record->>'type'
                   and path = record #>> '{request,path}' and state = 'PARSED'""").query(Long.class).single())
                .isEqualTo(99);
    }

    @Test
    void store_equalLinesAtOtherPlaces_areNotMerged() {
        stand.startStore();
        byte[] line = recorded(6, 7).getFirst();
        LinesOfFile lines = LinesOfFile.of(1, List.of(line, line, line));

        stand.send(lines);

        stand.awaitStored(lines.lines());
    }

    @Test
    void store_linesSentAgain_keepsThemOnceAndCountsTheRepetition() {
        RunningStore store = stand.startStore();
        LinesOfFile lines = LinesOfFile.of(1, recorded(0, 30));
        stand.send(lines);
        stand.awaitStored(lines.lines());

        stand.send(lines);

        await().atMost(PATIENCE).until(() -> store.status().repeatedRows() == 30);
        assertThat(store.status().storedRows()).isEqualTo(30);
        stand.awaitStored(lines.lines());
    }

    @Test
    void store_restartedWhereKafkasOffsetsWereTurnedBack_goesOnWhereTheDatabaseSays() throws Exception {
        RunningStore before = stand.startStore();
        LinesOfFile lines = LinesOfFile.of(1, recorded(0, 30));
        stand.send(lines);
        stand.awaitStored(lines.lines());
        before.close();
        setKafkasOffsets(0);
        LinesOfFile more = lines.then(recorded(30, 50));
        stand.send(more);

        RunningStore after = stand.startStore();

        stand.awaitStored(joined(lines, more));
        assertThat(after.status().storedRows()).isEqualTo(20);
        assertThat(after.status().repeatedRows()).as("nothing was even read again").isZero();
    }

    @Test
    void store_restartedWhereKafkasOffsetsAreAhead_skipsNothing() throws Exception {
        LinesOfFile lines = LinesOfFile.of(1, recorded(0, 30));
        stand.send(lines);
        setKafkasOffsets(30);

        stand.startStore();

        stand.awaitStored(lines.lines());
    }

    @Test
    void store_consumersThatComeAndGoUnderLoad_keepEachLineOnce() {
        List<LinesOfFile> files = new ArrayList<>();
        for (int inode = 1; inode <= 9; inode++) {
            files.add(LinesOfFile.of(inode, List.of()));
        }
        List<byte[]> sent = new ArrayList<>();
        RunningStore first = stand.startStore();
        sendToEach(files, 0, 30, sent);
        RunningStore second = stand.startStore();
        sendToEach(files, 30, 60, sent);
        await().atMost(PATIENCE).until(() -> second.assignedPartitions() > 0);
        sendToEach(files, 60, 80, sent);
        first.close();
        sendToEach(files, 80, 99, sent);

        stand.awaitStored(sent);
        assertThat(second.status().storedRows()).isPositive();
        assertThat(first.status().storedRows() + second.status().storedRows()).isEqualTo(sent.size());
    }

    @Test
    void store_transactionThatTheSenderNeverCommitted_isNotStored() {
        stand.startStore();
        LinesOfFile lines = LinesOfFile.of(1, recorded(0, 20));
        RecordLog.Session dying = stand.log().open();
        dying.begin();
        LinesOfFile.of(1, recorded(50, 80)).sendTo(dying);
        await().atMost(PATIENCE).until(() -> Topics
                .readUncommitted(stand.servers(), stand.kafka().names().auditRecords()).size() == 30);

        // Opening a session undoes what the one before left open.
        try (RecordLog.Session next = stand.log().open()) {
            next.begin();
            lines.sendTo(next);
            next.commit(lines.checkpoint(Instant.parse("2026-11-24T08:00:00Z")));
        }
        dying.close();

        stand.awaitStored(lines.lines());
    }

    private void sendToEach(List<LinesOfFile> files, int from, int to, List<byte[]> sent) {
        for (int i = 0; i < files.size(); i++) {
            files.set(i, files.get(i).then(recorded(from, to)));
            stand.send(files.get(i));
            sent.addAll(files.get(i).lines());
        }
    }

    private void setKafkasOffsets(long offset) throws ExecutionException, InterruptedException {
        try (Admin admin = stand.admin()) {
            Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
            for (int partition = 0; partition < 3; partition++) {
                offsets.put(new TopicPartition(stand.kafka().names().auditRecords(), partition),
                        new OffsetAndMetadata(offset));
            }
            admin.alterConsumerGroupOffsets(stand.kafka().topicPrefix() + stand.kafka().consumerGroup(), offsets).all()
                    .get();
        }
    }
}
