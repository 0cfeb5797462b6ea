package dev.habittracker.rotator.jdbc;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.habittracker.devstack.junit.DevStack;
import dev.habittracker.devstack.junit.StackSlice;
import dev.habittracker.events.MemberRole;
import dev.habittracker.events.MemberStatus;
import dev.habittracker.keyring.follow.Moment;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.VaultTime;
import dev.habittracker.keyring.ring.write.ReplaceNext;
import dev.habittracker.keyring.ring.write.WriteContext;
import dev.habittracker.keyring.ring.write.WriteOutcome;
import dev.habittracker.rotator.known.KnownWrite;
import dev.habittracker.rotator.known.LiveMembers;
import dev.habittracker.rotator.reconcile.History;
import dev.habittracker.rotator.reconcile.HistoryContract;
import dev.habittracker.rotator.reconcile.UnavailableException;
import dev.habittracker.rotator.scene.CountingMint;
import dev.habittracker.rotator.scene.Scene;
import dev.habittracker.rotator.scene.Statuses;
import dev.habittracker.rotator.scene.Story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@DevStack
class JdbcHistoryContractIT extends HistoryContract {

    /** Later than any time that PostgreSQL knows. */
    private static final Instant YEAR_300_000 = Instant.parse("+300000-01-01T00:00:00Z");

    private static JdbcClient jdbc;
    private static History history;

    private final String keyring = "keyring-" + UUID.randomUUID();

    @BeforeAll
    static void connect(StackSlice slice) {
        jdbc = Database.of(slice);
        history = new JdbcHistory(jdbc);
    }

    @Override
    protected History history() {
        return history;
    }

    @Override
    protected String keyring() {
        return keyring;
    }

    @Test
    void applied_theDatabaseFailedAtFirst_isWrittenTheNextTime() {
        List<LiveMembers.Entry> members = member(Story.START);
        jdbc.sql("alter table member_applied rename to member_applied_away").update();
        try {
            assertThatThrownBy(() -> history.applied(keyring, members)).isInstanceOf(UnavailableException.class);
        } finally {
            jdbc.sql("alter table member_applied_away rename to member_applied").update();
        }

        history.applied(keyring, members);

        assertThat(jdbc.sql("select applied from member_applied where keyring = ?").param(keyring)
                .query((row, _) -> Sql.required(row, "applied")).list()).containsExactly(Story.START);
    }

    @Test
    void step_isSentAgainBecauseItsAnswerWasLost_standsOnce() {
        String longReason = "a reason ".repeat(2_000);
        for (int time = 0; time < 2; time++) {
            history.step(keyring, null, Story.START, "wait", longReason);
            history.step(keyring, null, Story.START, "wait", longReason + "and more");
            history.step(keyring, null, Story.START.plus(Story.SECOND), "wait", longReason);
        }

        assertThat(jdbc.sql("select reason from rotation_step where keyring = ? order by id").param(keyring)
                .query(String.class).list()).containsExactly(longReason, longReason + "and more", longReason);
    }

    @Test
    void record_aReasonHasWhatTheDatabaseHasNoPlaceFor_isRecordedWithoutIt() {
        Ring ring = Scene.created().ring();
        WriteContext context = new WriteContext(keyring, ring.version() + 1, "w-nul", VaultTime.exactly(Story.START),
                "a\0b \\\\u0000", null, "ol\0ga", new CountingMint());
        Ring written = ((WriteOutcome.Written) new ReplaceNext().applyTo(ring, context)).ring();

        history.record(keyring, written, Story.START);
        history.step(keyring, null, Story.START, "wait", "a\0b");

        assertThat(history.past(keyring).newestWrite()).map(KnownWrite::writeId).contains("w-nul");
        assertThat(jdbc.sql("select reason || '|' || decided_by || '|' || (data ->> 'reason') from ring_version"
                + " where keyring = ? and write_id = 'w-nul'").param(keyring).query(String.class).single())
                .isEqualTo("a\uFFFDb \\\\u0000|ol\uFFFDga|a\uFFFDb \\\\u0000");
    }

    @Test
    void applied_theDatabaseDoesNotTakeOneMembersTime_theOthersAreWritten() {
        List<LiveMembers.Entry> members = Stream.concat(member(YEAR_300_000).stream(), member(Story.START).stream())
                .toList();

        history.applied(keyring, members);

        assertThat(jdbc.sql("select applied from member_applied where keyring = ?").param(keyring)
                .query((row, _) -> Sql.required(row, "applied")).list()).containsExactly(Story.START);
    }

    private static List<LiveMembers.Entry> member(Instant applied) {
        MemberStatus status = Statuses.of("i-" + UUID.randomUUID(), MemberRole.MEMBER, 1, Scene.created().ring(),
                applied);
        Moment heard = new Moment(applied, Duration.ofDays(1));
        return LiveMembers.NOBODY.plus(status, heard).at(heard).live();
    }
}
