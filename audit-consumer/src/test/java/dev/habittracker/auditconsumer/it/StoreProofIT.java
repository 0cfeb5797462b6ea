package dev.habittracker.auditconsumer.it;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.habittracker.auditconsumer.jdbc.ChainCheck.Known;
import dev.habittracker.auditconsumer.jdbc.CoverageQuery;
import dev.habittracker.auditconsumer.query.FileCoverage;
import dev.habittracker.auditconsumer.query.FileCoverage.Hole;
import dev.habittracker.auditconsumer.query.Verification;
import dev.habittracker.auditconsumer.query.Verification.Mismatch;
import dev.habittracker.auditconsumer.record.Recorded;
import dev.habittracker.auditconsumer.schedule.PartitionKeeper;
import dev.habittracker.devstack.junit.DevStack;
import dev.habittracker.devstack.junit.Part;
import dev.habittracker.devstack.junit.StackSlice;

import static dev.habittracker.auditconsumer.it.LinesOfFile.joined;
import static dev.habittracker.auditconsumer.it.LinesOfFile.recorded;
import static dev.habittracker.auditconsumer.it.StoreStand.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** That nothing is missing and nothing was changed: coverage, facts, the chain of digests. */
@DevStack({Part.KAFKA, Part.POSTGRES})
class StoreProofIT {

    private final StoreStand stand;

    StoreProofIT(StackSlice slice) {
        stand = new StoreStand(slice);
    }

    @AfterEach
    void close() {
        stand.close();
    }

    @Test
    void chain_ofUntouchedRows_matchesWhateverWasStoredHow() {
        storeThreeBatches();

        Verification all = verify(1);

        assertThat(all.mismatch()).isNull();
        assertThat(all.rows()).isEqualTo(61);
        assertThat(all.head()).isEqualTo(4);
        assertThat(verify(2).mismatch()).isNull();
    }

    @Test
    void chain_ofSomethingThatWasChanged_namesTheFirstLinkThatDoesNotMatch() {
        storeThreeBatches();
        String second = "(select batch from audit_link where position = 2)";
        String undated = "(select batch from audit_link where day = '-infinity')";
        String row = " (time, file_id, line_start, line_end, line_sha256, part_start, part_end, state, raw, batch) ";

        assertTold("update audit_record set path = 'other' where batch = " + second, 2, "not as they were stored");
        assertTold("update audit_record set error = null, allowed = not allowed where batch = " + second, 2,
                "not as they were stored");
        assertTold("update audit_record set record = jsonb_set(record, '{type}', '\"x\"') where batch = " + second, 2,
                "not as they were stored");
        assertTold("update audit_record set raw = 'x' where batch = " + undated, 4, "not as they were stored");
        assertTold("update audit_record set time = '-infinity' where batch = " + second, 2,
                "20 rows were stored, and 0 are there");
        assertTold(
                "delete from audit_record where id = (select min(id) from audit_record where batch = " + second + ")",
                2, "20 rows were stored, and 19 are there");
        assertTold("update audit_link set digest = sha256('x') where position = 2", 2, "the link itself was changed");
        assertTold("update audit_link set stored = stored + interval '1 hour' where position = 2", 2,
                "the link itself was changed");
        assertTold("delete from audit_link where position = 2", 3, "the link before it is missing");
        assertTold("delete from audit_link where position = 4", 4, "the link is missing");
        assertTold("update audit_chain set chain = sha256('x')", 4, "the end of the chain is another");
        assertTold("insert into audit_record" + row + "values ('-infinity', 1, 0, 2, sha256('y'), 0, 1, 'UNREADABLE',"
                + " 'y', 999999)", 4, "rows of a batch that the chain does not know of");
        assertTold("insert into audit_record" + row + "values ('2026-11-24 05:00:00+00', 1, 0, 2, sha256('y'), 0, 1,"
                + " 'UNREADABLE', 'y', " + undated + ")", 4, "more rows of this batch than the chain knows of");
        assertThat(verify(1).mismatch()).as("every change was undone").isNull();
    }

    @Test
    void chain_whoseEndWasCutOff_isToldByADigestKeptElsewhere() {
        storeThreeBatches();
        Verification before = verify(1);
        stand.jdbc().sql("""
                delete from audit_record where batch = (select batch from audit_link where position = 4);
                delete from audit_link where position >= 4;
                update audit_chain set (position, chain) = (select position, chain from audit_link where position = 3)
                """).update();

        assertThat(verify(1).mismatch()).as("by itself it is whole").isNull();
        assertThat(mismatch(check(1, new Known(before.head(), before.chain()))).reason())
                .isEqualTo("the known link is missing");
    }

    @Test
    void chain_ofDaysThatWereDropped_staysWhole() {
        storeThreeBatches();
        new PartitionKeeper(stand.partitions(), 1, Duration.ofDays(1),
                Clock.fixed(Instant.parse("2026-11-30T00:00:00Z"), ZoneOffset.UTC)).keep();

        Verification all = verify(1);

        assertThat(all.mismatch()).isNull();
        assertThat(all.rows()).as("the one without a time").isEqualTo(1);
        assertThat(all.dropped()).isEqualTo(all.head() - 1);
    }

    @Test
    void chain_ofTheFirstVersionsRows_beginsWithThem() {
        stand.migrateFrom(1, jdbc -> FirstVersionRows.insert(jdbc, Recorded.lines()));

        assertThat(verify(1).rows()).isEqualTo(99);
        assertThat(verify(1).mismatch()).isNull();
        assertThat(coverage()).singleElement().satisfies(file -> {
            assertThat(file.holes()).isEmpty();
            assertThat(file.end()).isEqualTo(Recorded.file().length);
        });
    }

    @Test
    void coverage_ofLinesThatWereLeftOut_showsTheHoleUntilTheyCome() {
        stand.startStore();
        LinesOfFile first = LinesOfFile.of(1, recorded(0, 10));
        LinesOfFile left = first.then(recorded(10, 20));
        LinesOfFile last = left.then(recorded(20, 30));
        stand.send(first);
        stand.send(last);
        stand.awaitStored(joined(first, last));

        assertThat(coverage()).singleElement().satisfies(file -> {
            assertThat(file.holes()).containsExactly(new Hole(left.start(), last.start()));
            assertThat(file.end()).isEqualTo(last.then(List.of()).start());
        });
        assertThat(facts()).containsExactly("HOLE " + left.start() + " " + last.start());

        stand.send(left);
        stand.awaitStored(joined(first, left, last));

        assertThat(coverage()).singleElement().satisfies(file -> assertThat(file.holes()).isEmpty());
    }

    @Test
    void coverage_ofALineInPieces_hasAHoleUntilTheLastPieceIsThere() {
        stand.startStore();
        byte[] line = new byte[StoreStand.CHUNK * 2];
        LinesOfFile first = LinesOfFile.of(1, recorded(0, 1));
        stand.send(first);
        LinesOfFile longLine = first.then(List.of(line));
        stand.sendInPieces(longLine);
        stand.send(longLine.then(recorded(1, 2)));

        await().atMost(PATIENCE).until(() -> stand.count("audit_record") == 3);
        assertThat(coverage()).singleElement().satisfies(file -> assertThat(file.holes()).isEmpty());
        assertThat(facts()).isEmpty();
    }

    @Test
    void facts_ofLinesThatCameAgain_sayHowManyAndWhere() {
        RunningStore store = stand.startStore();
        LinesOfFile lines = LinesOfFile.of(1, recorded(0, 10));
        stand.send(lines);
        stand.awaitStored(lines.lines());
        stand.send(lines);
        await().atMost(PATIENCE).until(() -> store.status().repeatedRows() == 10);

        assertThat(stand.jdbc().sql("select sum(records) from audit_fact where kind = 'REPEATED'").query(Long.class)
                .single()).isEqualTo(10);
    }

    /** Makes a change, looks whether it is told, and takes it back. */
    private void assertTold(String change, long position, String reason) {
        stand.undone(() -> {
            stand.jdbc().sql(change).update();
            Mismatch told = mismatch(verify(1));
            assertThat(told.reason()).as(change).contains(reason);
            assertThat(told.position()).as(change).isEqualTo(position);
        });
        assertThat(verify(3).mismatch()).as("the last two are as they were").isNull();
    }

    /** Three batches of one file and one without a time, each stored on its own. */
    private void storeThreeBatches() {
        stand.startStore();
        LinesOfFile lines = LinesOfFile.of(1, recorded(0, 20));
        List<byte[]> sent = new ArrayList<>();
        for (LinesOfFile batch : List.of(lines, lines.then(recorded(20, 40)),
                lines.then(recorded(20, 40)).then(recorded(40, 60)),
                lines.then(recorded(20, 60)).then(List.of("no record".getBytes(StandardCharsets.UTF_8))))) {
            stand.send(batch);
            sent.addAll(batch.lines());
            stand.awaitStored(sent);
        }
    }

    private static Mismatch mismatch(Verification verification) {
        return Objects.requireNonNull(verification.mismatch(), "all matches");
    }

    private Verification verify(long from) {
        return check(from, null);
    }

    private Verification check(long from, @Nullable Known known) {
        return stand.chainCheck().check(from, 1_000, known);
    }

    private List<FileCoverage> coverage() {
        return new CoverageQuery(stand.jdbc()).find(false, Long.MAX_VALUE, 100);
    }

    private List<String> facts() {
        return stand.jdbc().sql("select * from audit_fact order by id").query((row, number) -> row.getString("kind")
                + " " + row.getLong("from_position") + " " + row.getLong("to_position")).list();
    }
}
