package dev.habittracker.rotator.jdbc;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.habittracker.devstack.junit.DevStack;
import dev.habittracker.devstack.junit.StackSlice;
import dev.habittracker.events.MemberRole;
import dev.habittracker.events.MemberStatus;
import dev.habittracker.keyring.follow.Moment;
import dev.habittracker.rotator.known.LiveMembers;
import dev.habittracker.rotator.reconcile.History;
import dev.habittracker.rotator.reconcile.HistoryContract;
import dev.habittracker.rotator.reconcile.UnavailableException;
import dev.habittracker.rotator.scene.Scene;
import dev.habittracker.rotator.scene.Statuses;
import dev.habittracker.rotator.scene.Story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@DevStack
class JdbcHistoryContractIT extends HistoryContract {

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

    private static List<LiveMembers.Entry> member(Instant applied) {
        MemberStatus status = Statuses.of("i-" + UUID.randomUUID(), MemberRole.MEMBER, 1, Scene.created().ring(),
                applied);
        Moment heard = new Moment(applied, Duration.ofDays(1));
        return LiveMembers.NOBODY.plus(status, heard).at(heard).live();
    }
}
