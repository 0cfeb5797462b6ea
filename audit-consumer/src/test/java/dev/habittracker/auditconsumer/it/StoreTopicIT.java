package dev.habittracker.auditconsumer.it;

import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

import dev.habittracker.devstack.junit.DevStack;
import dev.habittracker.devstack.junit.Part;
import dev.habittracker.devstack.junit.StackSlice;

import static dev.habittracker.auditconsumer.it.LinesOfFile.joined;
import static dev.habittracker.auditconsumer.it.LinesOfFile.recorded;
import static dev.habittracker.auditconsumer.it.StoreStand.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The store when something happens to the topic: created anew, cut at its start, shorter than it was. */
@DevStack({Part.KAFKA, Part.POSTGRES})
class StoreTopicIT {

    private final StoreStand stand;

    StoreTopicIT(StackSlice slice) {
        stand = new StoreStand(slice);
    }

    @AfterEach
    void close() {
        stand.close();
    }

    @Test
    void store_topicCreatedAnewWhileStopped_isReadFromItsStart() throws Exception {
        LinesOfFile old = LinesOfFile.of(1, recorded(0, 10));
        RunningStore before = stand.startStore();
        stand.send(old);
        stand.awaitStored(old.lines());
        before.close();
        createAnew();
        LinesOfFile more = old.then(recorded(10, 40));
        stand.send(more);

        stand.startStore();

        stand.awaitStored(joined(old, more));
        assertThat(stand.count("audit_gap")).isZero();
    }

    @Test
    void store_topicCreatedAnewUnderARunningConsumer_isReadFromItsStart() throws Exception {
        LinesOfFile old = LinesOfFile.of(1, recorded(0, 10));
        RunningStore store = stand.startStore();
        stand.send(old);
        stand.awaitStored(old.lines());

        createAnew();
        LinesOfFile more = old.then(recorded(10, 40));
        stand.send(more);

        stand.awaitStored(joined(old, more));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(stand.jdbc().sql("""
                select count(distinct topic_id) from audit_offset""").query(Long.class).single()).isEqualTo(1));
        store.close();
        LinesOfFile last = more.then(recorded(40, 50));
        stand.send(last);
        RunningStore after = stand.startStore();
        stand.awaitStored(joined(old, more, last));
        assertThat(after.status().repeatedRows()).as("the offset is that of the new topic").isZero();
    }

    @Test
    void store_topicCreatedAnewWhileABatchIsStored_losesNeitherTheBatchNorTheBeginningOfTheNewTopic() throws Exception {
        LinesOfFile old = LinesOfFile.of(1, recorded(0, 10));
        stand.startStore();
        stand.send(old);
        stand.awaitStored(old.lines());

        LinesOfFile fetched = old.then(recorded(10, 15));
        LinesOfFile more = fetched.then(recorded(15, 80));
        try (Connection locking = stand.connection(); var statement = locking.createStatement()) {
            locking.setAutoCommit(false);
            statement.execute("lock table audit_offset in exclusive mode");
            stand.send(fetched);
            await().atMost(PATIENCE).until(() -> stand.count("pg_locks where not granted") > 0);
            createAnew();
            stand.send(more);
            locking.rollback();
        }

        stand.awaitStored(joined(old, fetched, more));
    }

    @Test
    void store_messagesDeletedBeforeTheyWereStored_areNotedAsAGapAndTheOthersStored() throws Exception {
        LinesOfFile lines = LinesOfFile.of(1, recorded(0, 10));
        RunningStore before = stand.startStore();
        stand.send(lines);
        stand.awaitStored(lines.lines());
        before.close();
        LinesOfFile lost = lines.then(recorded(10, 20));
        stand.send(lost);
        TopicPartition partition = partitionWithRecords();
        try (Admin admin = stand.admin()) {
            // 10 lines, the marker of their commit, 10 lines, a marker: all but the last 5 lines go.
            admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(16))).all().get();
        }
        LinesOfFile more = lost.then(recorded(20, 30));
        stand.send(more);

        RunningStore after = stand.startStore();

        List<byte[]> kept = lost.lines().subList(5, 10);
        stand.awaitStored(joined(lines, new LinesOfFile(1, 0, kept), more));
        assertThat(after.status().gaps()).isEqualTo(1);
        assertThat(after.health(Instant.EPOCH).getStatus()).isEqualTo(Status.DOWN);
        assertThat(after.health(Instant.now().plusSeconds(60)).getStatus()).as("acknowledged").isEqualTo(Status.UP);
        assertThat(stand.jdbc().sql("select partition_no || ' ' || from_offset || ' ' || to_offset from audit_gap")
                .query(String.class).list()).containsExactly(partition.partition() + " 10 16");
    }

    @Test
    void store_topicShorterThanWasStored_isReadFromItsStartAndNothingIsSkippedLater() {
        LinesOfFile lines = LinesOfFile.of(1, recorded(0, 10));
        RunningStore before = stand.startStore();
        stand.send(lines);
        stand.awaitStored(lines.lines());
        before.close();
        // As after a leader that had not got the last messages: the database knows of more than the topic has.
        stand.jdbc().sql("update audit_offset set next_offset = 25").update();

        RunningStore second = stand.startStore();
        await().atMost(PATIENCE).until(() -> second.status().repeatedRows() == 10);
        second.close();
        LinesOfFile more = lines.then(recorded(10, 40));
        stand.send(more);
        stand.startStore();

        stand.awaitStored(joined(lines, more));
    }

    private TopicPartition partitionWithRecords() {
        return Topics.read(stand.servers(), stand.kafka().names().auditRecords()).stream()
                .map(record -> new TopicPartition(record.topic(), record.partition())).findFirst().orElseThrow();
    }

    private void createAnew() throws ExecutionException, InterruptedException {
        try (Admin admin = stand.admin()) {
            admin.deleteTopics(List.of(stand.kafka().names().auditRecords())).all().get();
            await().atMost(PATIENCE).until(() -> !admin.listTopics().names().get()
                    .contains(stand.kafka().names().auditRecords()));
        }
        stand.createTopics();
    }
}
