package dev.habittracker.auditconsumer.it;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.habittracker.auditconsumer.record.Recorded;
import dev.habittracker.auditconsumer.schedule.PartitionKeeper;
import dev.habittracker.devstack.junit.DevStack;
import dev.habittracker.devstack.junit.Part;
import dev.habittracker.devstack.junit.StackSlice;

import static dev.habittracker.auditconsumer.it.LinesOfFile.joined;
import static dev.habittracker.auditconsumer.it.StoreStand.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The days of the table: where a record goes, and what is left when a day is dropped. */
@DevStack({Part.KAFKA, Part.POSTGRES})
class StorePartitionsIT {

    private final StoreStand stand;

    StorePartitionsIT(StackSlice slice) {
        stand = new StoreStand(slice);
    }

    @AfterEach
    void close() {
        stand.close();
    }

    @Test
    void records_goToTheDayOfTheirTimeAndThoseWithoutOneToNone() {
        stand.startStore();
        LinesOfFile lines = LinesOfFile.of(1, List.of(at("2026-11-24T23:59:59.999999499Z"),
                at("2026-11-24T23:59:59.999999500Z"), at("2026-11-25T00:00:00+01:00"), at("1970-01-01T00:00:00Z"),
                at("9999-12-31T23:59:59Z"), text("no record")));

        stand.send(lines);

        stand.awaitStored(lines.lines());
        assertThat(rowsByPartition()).containsExactlyInAnyOrder("audit_record_20261124 2", "audit_record_20261125 1",
                "audit_record_19700101 1", "audit_record_99991231 1", "audit_record_undated 1");
    }

    @Test
    void keeper_preparesDaysAndDropsThoseThatAreOver() {
        keeper("2026-11-24T12:00:00Z", null).keep();
        assertThat(stand.partitions().days()).containsExactlyInAnyOrderElementsOf(days("2026-11-24", 4));

        keeper("2026-11-27T12:00:00Z", Duration.ofDays(2)).keep();

        assertThat(stand.partitions().days()).containsExactlyInAnyOrderElementsOf(days("2026-11-25", 6));
        assertThat(stand.partitions().keptFrom()).isEqualTo(Instant.parse("2026-11-25T00:00:00Z"));
    }

    @Test
    void lines_deliveredAgainAfterTheirDayWasDropped_doNotComeBackAndNewOnesAreStored() {
        RunningStore store = stand.startStore();
        byte[] undated = text("neither time nor record");
        byte[] longOld = text(new String(at("2026-11-01T11:00:00Z"), StandardCharsets.UTF_8).replace("\"k\"",
                "\"" + "k".repeat(100_000) + "\""));
        List<byte[]> old = List.of(at("2026-11-01T10:00:00Z"), undated, at("2026-11-01T12:00:00Z"));
        LinesOfFile lines = LinesOfFile.of(1, old);
        stand.send(lines);
        stand.sendInPieces(lines.then(List.of(longOld)));
        LinesOfFile kept = lines.then(List.of(longOld)).then(List.of(at("2026-11-20T10:00:00Z")));
        stand.send(kept);
        await().atMost(PATIENCE).until(() -> stand.count("audit_record") == 5);
        assertThat(stand.count("audit_chunk")).isEqualTo(2);

        keeper("2026-11-24T12:00:00Z", Duration.ofDays(10)).keep();
        assertThat(stand.count("audit_record")).isEqualTo(2);
        assertThat(stand.count("audit_chunk")).isZero();
        assertThat(stand.jdbc().sql("select detail from audit_fact where kind = 'DROPPED'").query((row, number) -> row
                .getString(1)).list()).containsExactly(
                        "the records of 2026-11-01 are older than audit.retention and were dropped");
        stand.send(lines);
        stand.sendInPieces(lines.then(List.of(longOld)));
        stand.send(kept);
        LinesOfFile more = kept.then(List.of(at("2026-11-21T10:00:00Z")));
        stand.send(more);

        List<byte[]> expected = new ArrayList<>(joined(kept, more));
        expected.add(undated);
        stand.awaitStored(expected);
        assertThat(stand.count("audit_chunk")).isZero();
        assertThat(store.status().expiredRows()).isEqualTo(3);
        assertThat(store.status().repeatedRows()).isEqualTo(2);
    }

    @Test
    void table_ofTheFirstVersion_isMovedWholeAndItsLinesAreKnownWhenTheyComeAgain() {
        stand.migrateFrom(1, jdbc -> {
            FirstVersionRows.insert(jdbc, Recorded.lines());
            FirstVersionRows.insertUndated(jdbc);
        });
        RunningStore store = stand.startStore();
        LinesOfFile lines = LinesOfFile.of(1, Recorded.lines());

        stand.send(lines);

        await().atMost(PATIENCE).until(() -> store.status().repeatedRows() == 99);
        assertThat(store.status().storedRows()).isZero();
        assertThat(stand.count("audit_record")).isEqualTo(100);
        assertThat(stand.count("audit_record_undated")).isEqualTo(1);
        assertThat(stand.jdbc().sql("select count(*) from audit_record where policies = '{root}' and mount_type = 'kv'"
                + " and token like 'hmac-sha256:%' and path like 'secret/%'").query(Long.class).single())
                .isGreaterThan(20);
    }

    private List<String> rowsByPartition() {
        return stand.jdbc().sql("select tableoid::regclass || ' ' || count(*) from audit_record group by tableoid")
                .query((row, number) -> row.getString(1)).list();
    }

    private PartitionKeeper keeper(String now, @Nullable Duration retention) {
        return new PartitionKeeper(stand.partitions(), 3, retention, Clock.fixed(Instant.parse(now), ZoneOffset.UTC));
    }

    private static List<LocalDate> days(String first, int count) {
        return IntStream.range(0, count).mapToObj(LocalDate.parse(first)::plusDays).toList();
    }

    private static byte[] at(String time) {
        return text("{\"time\":\"" + time + "\",\"type\":\"request\",\"request\":{\"id\":\"i\",\"path\":\"p\",\"data\":"
                + "{\"k\":1}}}");
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
