package dev.habittracker.auditconsumer.it;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

import dev.habittracker.devstack.junit.DevStack;
import dev.habittracker.devstack.junit.Part;
import dev.habittracker.devstack.junit.SharedStack;
import dev.habittracker.devstack.junit.StackSlice;

import static dev.habittracker.auditconsumer.it.LinesOfFile.joined;
import static dev.habittracker.auditconsumer.it.LinesOfFile.recorded;
import static dev.habittracker.auditconsumer.it.StoreStand.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The store when its database fails: in the midst of a transaction, for a while, at the worst moment. */
@DevStack({Part.KAFKA, Part.POSTGRES})
class StoreTroubleIT {

    private final StoreStand stand;

    StoreTroubleIT(StackSlice slice) {
        stand = new StoreStand(slice);
    }

    @AfterEach
    void close() {
        stand.close();
    }

    @Test
    void store_failureBetweenRowsAndOffset_undoesTheRowsAndStoresThemLater() {
        stand.jdbc().sql("""
                create sequence attempts;
                create function fail_twice() returns trigger language plpgsql as $$
                begin
                    if nextval('attempts') <= 2 then
                        raise exception 'as if the connection had been lost' using errcode = '08006';
                    end if;
                    return new;
                end $$;
                create trigger fail_twice before insert on audit_offset for each row execute function fail_twice()
                """).update();
        RunningStore store = stand.startStore();
        LinesOfFile lines = LinesOfFile.of(1, recorded(0, 20));
        stand.send(lines);

        await().atMost(PATIENCE).until(() -> !store.status().failure().isEmpty());
        assertThat(stand.count("audit_record")).as("rows without their offset").isZero();

        stand.awaitStored(lines.lines());
        assertThat(store.status().failure()).isEmpty();
        assertThat(store.status().repeatedRows()).as("the rows of a failed attempt were kept").isZero();
    }

    @Test
    void store_databaseKilledUnderIt_isWaitedForAndNothingIsLost(SharedStack stack) {
        RunningStore store = stand.startStore();
        LinesOfFile lines = LinesOfFile.of(1, recorded(0, 20));
        stand.send(lines);
        stand.awaitStored(lines.lines());

        LinesOfFile more = lines.then(recorded(20, 60));
        stack.postgres().kill();
        try {
            stand.send(more);
            await().atMost(PATIENCE).until(() -> store.status().failure().contains("cannot be stored just now"));
        } finally {
            stack.postgres().restart();
        }

        stand.awaitStored(joined(lines, more));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(store.status().failure()).isEmpty());
        assertThat(stand.count("audit_dead_letter")).as("a database that is away refuses nothing").isZero();
    }

    @Test
    void store_brokerThatFallsSilent_isAFailureUntilItIsBack(SharedStack stack) {
        RunningStore store = stand.startStore();
        LinesOfFile lines = LinesOfFile.of(1, recorded(0, 20));
        stand.send(lines);
        stand.awaitStored(lines.lines());
        assertThat(store.health(Instant.EPOCH).getStatus()).isEqualTo(Status.UP);

        stack.localKafka().suspend();
        try {
            await().atMost(PATIENCE).until(() -> String.valueOf(store.health(Instant.EPOCH).getDetails().get("failure"))
                    .startsWith("Kafka has not been reached for"));
        } finally {
            stack.localKafka().resume();
        }
        LinesOfFile more = lines.then(recorded(20, 40));
        stand.send(more);

        stand.awaitStored(joined(lines, more));
        await().atMost(PATIENCE).until(() -> store.health(Instant.EPOCH).getStatus() == Status.UP);
    }

    @Test
    void store_partitionsTakenAwayWhileTheDatabaseIsAway_areStoredByWhoeverHasThemThen(SharedStack stack) {
        List<LinesOfFile> files = new ArrayList<>();
        for (int inode = 1; inode <= 9; inode++) {
            files.add(LinesOfFile.of(inode, recorded(0, 20)));
        }
        files.forEach(stand::send);
        assertThat(Topics.read(stand.servers(), stand.kafka().names().auditRecords()))
                .extracting(record -> record.partition()).contains(0, 1, 2);

        RunningStore first;
        stack.postgres().kill();
        try {
            first = stand.startStore();
            await().atMost(PATIENCE).until(() -> first.status().failure().contains("cannot be stored just now"));
            RunningStore second = stand.startStore();
            await().atMost(PATIENCE).until(() -> second.assignedPartitions() > 0 && first.assignedPartitions() < 3);
        } finally {
            stack.postgres().restart();
        }

        stand.awaitStored(joined(files.toArray(LinesOfFile[]::new)));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(first.status().failure()).isEmpty());
    }

    @Test
    void store_databaseAwayWhenPartitionsAreAssigned_goesOnWhereItWasOnceItIsBack(SharedStack stack) {
        RunningStore before = stand.startStore();
        LinesOfFile lines = LinesOfFile.of(1, recorded(0, 20));
        stand.send(lines);
        stand.awaitStored(lines.lines());
        before.close();
        LinesOfFile more = lines.then(recorded(20, 60));
        stand.send(more);

        stack.postgres().kill();
        RunningStore after;
        try {
            after = stand.startStore();
            await().atMost(PATIENCE).until(() -> after.status().failure().contains("cannot be stored just now"));
        } finally {
            stack.postgres().restart();
        }

        stand.awaitStored(joined(lines, more));
        assertThat(after.status().repeatedRows()).as("what was stored is not read again").isZero();
    }
}
