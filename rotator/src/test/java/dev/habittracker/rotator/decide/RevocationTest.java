package dev.habittracker.rotator.decide;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.habittracker.events.Position;
import dev.habittracker.keyring.ring.Kid;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.write.ReplaceNext;
import dev.habittracker.keyring.ring.write.RevokeAll;
import dev.habittracker.keyring.ring.write.RevokeKey;
import dev.habittracker.keyring.ring.write.Rotate;
import dev.habittracker.rotator.known.Command;
import dev.habittracker.rotator.known.Echo;
import dev.habittracker.rotator.known.OpenRequest;
import dev.habittracker.rotator.scene.Scene;
import dev.habittracker.rotator.scene.Statuses;

import static dev.habittracker.rotator.scene.Deciding.as;
import static dev.habittracker.rotator.scene.Deciding.finishes;
import static dev.habittracker.rotator.scene.Deciding.writes;
import static org.assertj.core.api.Assertions.assertThat;

/// A revocation needs Vault alone, and waits for nothing.
class RevocationTest {

    @Test
    void revoke_aKid_isWrittenAtOnce() {
        Scene scene = Scene.created();
        Kid kid = scene.ring().active();
        OpenRequest request = scene.asked("r-1", new Command.RevokeKid(kid));

        Decision.Write write = writes(RevokeKey.class, scene);

        assertThat(write).isEqualTo(new Decision.Write(new RevokeKey(kid), scene.ring(), 1,
                "an operator revokes " + kid, List.of(request)));
    }

    @Test
    void revoke_aKidOnSightOfAnOlderRing_isWrittenAllTheSame() {
        Scene scene = Scene.created();
        Kid kid = scene.ring().active();
        scene.asked("r-1", new Command.RevokeKid(kid));
        scene.write(new ReplaceNext());

        assertThat(writes(RevokeKey.class, scene).expected()).isEqualTo(2);
    }

    @Test
    void revokeActive_onSightOfTheRingThatStands_revokesItsActiveKey() {
        Scene scene = Scene.created();
        scene.asked("r-1", new Command.RevokeActive(scene.ring().position()));

        assertThat(writes(RevokeKey.class, scene).write()).isEqualTo(new RevokeKey(scene.ring().active()));
    }

    @Test
    void revokeActive_onSightOfAnOlderRing_isRefusedAsOutdated_forAnotherKeyMaySignByNow() {
        Scene scene = Scene.created();
        Position seen = scene.ring().position();
        scene.rotate();
        scene.asked("r-1", new Command.RevokeActive(seen));

        Decision.Finish finish = finishes(scene);

        assertThat(finish.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(finish.reason()).isEqualTo("the command was given on sight of the ring at " + seen
                + ", but the ring is at " + scene.ring().position() + " by now, signing with " + scene.ring().active()
                + ": look at it again and repeat the command, or revoke the key by its kid, which works on any ring");
    }

    @Test
    void revoke_aBackupUndidTheVersionThatTheHistoryHasForIt_isNotDoneByIt() {
        Scene scene = Scene.created();
        Position ring = scene.ring().position();
        OpenRequest request = new OpenRequest("r-1", new Command.RevokeKid(scene.ring().active()), scene.now(), ring,
                "olga", null);
        scene.open(request.doneBy(new Position(ring.epoch(), ring.version() + 1)));
        assertThat(writes(RevokeKey.class, scene).requests()).hasSize(1);

        Scene later = Scene.created();
        later.open(request.doneBy(new Position(ring.epoch() - 1, 0)));
        assertThat(writes(RevokeKey.class, later).requests()).hasSize(1);
    }

    @Test
    void revokeAll_isWrittenAtOnce() {
        Scene scene = Scene.created();
        scene.asked("r-1", new Command.RevokeEverything());

        assertThat(writes(RevokeAll.class, scene).reason()).isEqualTo("an operator revokes every key");
    }

    @Test
    void revoke_whereEverythingElseWouldWait_isWrittenAtOnce() {
        Scene scene = Scene.created().unheardWrites(Ring.JOURNAL_LIMIT + 1);
        scene.member(Statuses.without(Statuses.using("m-1", scene.ring(), scene.now()),
                scene.ring().nextKey().kid())).echo(new Echo.State.Silent(Set.of(0))).kafkaAway()
                .localClockAhead(Duration.ofHours(1));
        scene.keeping().every(Duration.ofSeconds(1));
        scene.asked("r-1", new Command.RevokeKid(scene.ring().active()));

        writes(RevokeKey.class, scene);
    }

    @Test
    void revoke_theDatabaseGivesNoAnswer_isWrittenAtOnce() {
        Scene scene = Scene.created().databaseAway();
        scene.asked("r-1", new Command.RevokeKid(scene.ring().active()));

        writes(RevokeKey.class, scene);
    }

    @Test
    void revoke_eventsAreUnpublishedAndOlderVersionsReadable_comesBeforeBoth() {
        Scene scene = Scene.created();
        scene.writeUnheard(new ReplaceNext());
        scene.asked("r-1", new Command.RevokeKid(scene.ring().active()));

        writes(RevokeKey.class, scene);
    }

    @Test
    void revoke_olderRequestsOfOtherKindsAreOpen_comesBeforeThem() {
        Scene scene = Scene.created();
        scene.asked("r-1", new Command.RotateNow());
        scene.asked("r-2", new Command.RollBackTo(scene.ring().active(), scene.ring().position(), false));
        scene.asked("r-3", new Command.RevokeEverything());

        writes(RevokeAll.class, scene);
    }

    @Test
    void revoke_itsIdIsInTheJournal_isDone() {
        Scene scene = Scene.created();
        OpenRequest request = scene.asked("r-1", new Command.RevokeKid(scene.ring().active()));
        scene.writeUnheard(new RevokeKey(scene.ring().active()), "r-1");

        Decision.Finish finish = finishes(scene);

        assertThat(finish).isEqualTo(new Decision.Finish(request, Outcome.DONE, scene.ring().position(),
                "carried out by version 2 of the ring"));
    }

    @Test
    void revoke_aRotationCameSince_isNotTakenForDone() {
        Scene scene = Scene.created();
        Kid kid = scene.ring().active();
        scene.asked("r-1", new Command.RevokeKid(kid));
        scene.rotate();

        writes(RevokeKey.class, scene);
    }

    @Test
    void decide_aKeyWasRevoked_destroysEveryOlderVersion() {
        Scene scene = Scene.created();
        scene.step(Duration.ofHours(1));
        scene.write(new Rotate());
        scene.write(new RevokeKey(scene.ring().retiringKeys().getFirst().kid()));
        scene.readableFrom(1);

        Decision.DestroyBelow destroy = as(Decision.DestroyBelow.class, scene);

        assertThat(destroy.version()).isEqualTo(3);
        assertThat(destroy.reason())
                .isEqualTo("version 3 took a key out of the ring, and 2 older versions can still be read");
    }
}
