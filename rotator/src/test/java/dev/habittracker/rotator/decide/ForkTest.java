package dev.habittracker.rotator.decide;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.habittracker.events.KeyEvent;
import dev.habittracker.events.Position;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.write.AcceptRing;
import dev.habittracker.keyring.ring.write.ReplaceNext;
import dev.habittracker.rotator.known.Command;
import dev.habittracker.rotator.known.KnownWrite;
import dev.habittracker.rotator.known.OpenRequest;
import dev.habittracker.rotator.scene.CountingMint;
import dev.habittracker.rotator.scene.Scene;
import dev.habittracker.rotator.scene.Statuses;
import dev.habittracker.rotator.scene.Story;

import static dev.habittracker.rotator.scene.Deciding.as;
import static dev.habittracker.rotator.scene.Deciding.finishes;
import static dev.habittracker.rotator.scene.Deciding.isHeldUp;
import static dev.habittracker.rotator.scene.Deciding.isIdle;
import static dev.habittracker.rotator.scene.Deciding.writes;
import static org.assertj.core.api.Assertions.assertThat;

/// A ring that lacks a write which others know of was restored from a backup: nothing is written but its acceptance.
class ForkTest {

    @Test
    void decide_theRingIsReadTooOldForTheFirstTime_waitsForASecondRead_forAStandbyMayLag() {
        Scene scene = restored().strangeFor(Story.LAG.minusMillis(1));
        scene.asked("r-1", new Command.RevokeEverything());

        assertThat(isHeldUp(scene).reason()).isEqualTo("the ring in Vault at " + scene.ring().position()
                + " lacks a write that others know of: a standby that lags may have answered, so Vault is read again"
                + " after lag 5 s");
        assertThat(Alarms.of(scene.gathered())).extracting(Alarm::kind).doesNotContain(Alarm.Kind.FORK);
    }

    @Test
    void decide_theTopicKnowsOfALaterWrite_waitsWithAnAlarm() {
        Scene scene = restored().historyLost().strangeFor(Story.LAG);
        Position lost = new Position(scene.ring().epoch(), 2);

        assertThat(isHeldUp(scene).reason()).isEqualTo("the ring in Vault at " + scene.ring().position()
                + " does not descend from the write at " + lost + " that the topic knows of: Vault was restored from a"
                + " backup. Nothing is written. `accept` takes the ring on; if the write is known to be false, `forget`"
                + " drops it");
        assertThat(Alarms.of(scene.gathered())).extracting(Alarm::kind).contains(Alarm.Kind.FORK);
    }

    @Test
    void decide_onlyTheHistoryKnowsOfALaterWrite_waits() {
        Scene scene = restored().topicEmptied().strangeFor(Story.LAG);

        assertThat(isHeldUp(scene).reason()).contains("that the history had from Vault: ")
                .endsWith("`accept` takes the ring on");
    }

    @Test
    void decide_onlyAMemberThatIsNoLongerLiveKnowsOfALaterWrite_waits() {
        Scene scene = Scene.created();
        Ring backup = scene.ring();
        scene.rotate();
        scene.member(Statuses.using("m-1", scene.ring(), scene.now()), false);
        scene.restore(backup).topicEmptied().historyLost().strangeFor(Story.LAG);

        assertThat(isHeldUp(scene).reason()).contains("that member m-1 (habit-api) had from Vault: ");
    }

    @Test
    void decide_theSameNumberButAnotherWriteStandsInVault_waits() {
        Scene scene = restored();
        scene.writeUnheard(new ReplaceNext());

        assertThat(isHeldUp(scene.strangeFor(Story.LAG)).reason()).contains("does not descend from the write at "
                + scene.ring().position());
    }

    @Test
    void decide_aMemberUsesAnEarlierRing_isNoFork() {
        Scene scene = Scene.created();
        scene.member(Statuses.using("m-1", scene.ring(), scene.now()));
        scene.rotate();

        isIdle(scene);
    }

    @Test
    void decide_othersKnowOfWritesThatTheJournalNoLongerReaches_isNoFork() {
        Scene scene = Scene.created();
        scene.member(Statuses.using("m-1", scene.ring(), scene.now()), false);
        for (int i = 0; i <= Ring.JOURNAL_LIMIT; i++) {
            scene.write(new ReplaceNext());
        }

        isIdle(scene);
    }

    @Test
    void decide_theRestoredRingWasAcceptedUnderALaterEpoch_isNoForkAnyMore() {
        Scene scene = restored().step(Story.SECOND);
        scene.write(new AcceptRing(0, null, true, Set.of(), Story.LIFETIME, Story.LEASE));

        isIdle(scene.strangeFor(Story.LAG));
    }

    @Test
    void decide_aRingOfAnEarlierEpochWasRestored_waits() {
        Scene scene = Scene.created();
        Ring backup = scene.ring();
        scene.step(Story.SECOND).write(new AcceptRing(0, null, true, Set.of(), Story.LIFETIME, Story.LEASE));

        assertThat(isHeldUp(scene.restore(backup).strangeFor(Story.LAG)).reason()).contains("does not descend");
    }

    @Test
    void revoke_onAFork_isRefusedWithTheWayToDoIt() {
        Scene scene = restored().strangeFor(Story.LAG);
        scene.asked("r-1", new Command.RevokeKid(scene.ring().active()));

        Decision.Finish finish = finishes(scene);

        assertThat(finish.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(finish.reason()).endsWith(
                ". On a fork keys are revoked together with its acceptance: `accept` with `revoke`");
    }

    @Test
    void request_onAForkButInTheJournal_isDone() {
        Scene scene = Scene.created();
        scene.asked("r-1", new Command.RotateNow());
        scene.rotate();
        Ring backup = scene.ring();
        scene.write(new ReplaceNext());
        scene.restore(backup).strangeFor(Story.LAG);

        assertThat(finishes(scene).outcome()).isEqualTo(Outcome.DONE);
    }

    @Test
    void rotateAndRollBack_onAFork_wait() {
        Scene scene = restored().strangeFor(Story.LAG);
        scene.asked("r-1", new Command.RotateNow());
        scene.asked("r-2", new Command.RollBackTo(scene.ring().active(), scene.ring().position(), false));

        assertThat(isHeldUp(scene).requests()).extracting(OpenRequest::id).containsExactly("r-1", "r-2");
    }

    @Test
    void forget_onAFork_declaresTheWritesFalseThatVaultDoesNotHave() {
        Scene scene = restored().historyLost().strangeFor(Story.LAG);
        KeyEvent forged = Scene.created().rotate();
        scene.inTopic(forged);
        OpenRequest request = scene.asked("r-1", new Command.ForgetHeard());

        Decision.Forget forget = as(Decision.Forget.class, scene);

        assertThat(forget.top()).isEqualTo(scene.ring().position());
        assertThat(forget.request()).isEqualTo(request);
        assertThat(forget.writes()).extracting(KnownWrite::position)
                .containsOnly(new Position(scene.ring().epoch(), 2));
        assertThat(forget.reason()).isEqualTo(
                "an operator declares that no ring above " + scene.ring().position() + " exists");
    }

    /// Whoever uses the ring of such a write would take every later one for a fork, for good.
    @Test
    void forget_aMemberUsesTheRingThatVaultLacks_isRefusedWithTheWayOut() {
        Scene scene = Scene.created();
        Ring backup = scene.ring();
        scene.rotate();
        scene.member(Statuses.using("m-1", scene.ring(), scene.now()));
        Position lost = scene.ring().position();
        scene.restore(backup).historyLost().strangeFor(Story.LAG);
        OpenRequest request = scene.asked("r-1", new Command.ForgetHeard());

        Decision.Finish finish = finishes(scene);

        assertThat(finish.request()).isEqualTo(request);
        assertThat(finish.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(finish.reason()).isEqualTo("the ring in Vault at " + scene.ring().position()
                + " does not descend from the write at " + lost
                + " that member m-1 (habit-api) had from Vault: Vault was"
                + " restored from a backup, or versions were deleted. Nothing is written. `accept` takes the ring on."
                + " `forget` is for writes that were never done");
    }

    @Test
    void decide_theWritesWereDeclaredFalse_isNoForkAnyMore() {
        Scene scene = restored().historyLost().strangeFor(Story.LAG);
        scene.asked("r-1", new Command.ForgetHeard());
        List<KnownWrite> writes = as(Decision.Forget.class, scene).writes();

        scene.declaredFalse(writes);

        assertThat(as(Decision.Forget.class, scene).writes()).isEmpty();
    }

    @Test
    void forget_noRotatorKnowsOfAnythingFalse_tellsMembersAllTheSame_forTheyMayHaveHeardIt() {
        Scene scene = Scene.created();
        OpenRequest request = scene.asked("r-1", new Command.ForgetHeard());

        assertThat(as(Decision.Forget.class, scene)).isEqualTo(new Decision.Forget(scene.ring().position(), List.of(),
                request, "an operator declares that no ring above " + scene.ring().position() + " exists"));
    }

    @Test
    void decide_aSecretWasPutByHandOverARestoredRing_isAForkAndNoAdoption() {
        Scene scene = restored();
        scene.put(CountingMint.secret(900)).strangeFor(Story.LAG);

        assertThat(isHeldUp(scene).reason()).contains("Vault was restored from a backup");
    }

    @Test
    void accept_aSecretWasPutByHandOverARestoredRing_isWrittenOverIt() {
        Scene scene = restored().step(Story.SECOND);
        scene.put(CountingMint.secret(900)).strangeFor(Story.LAG);
        scene.asked("r-1", new Command.AcceptRestored(false, Set.of()));

        Decision.Write write = writes(AcceptRing.class, scene);
        assertThat(write.expected()).isEqualTo(scene.version());
        assertThat(write.base()).isEqualTo(scene.ring());

        scene.write(write.write());
        assertThat(scene.ring().version()).isEqualTo(3);
    }

    /// The ring at version 1, though topic and history know of version 2.
    private static Scene restored() {
        Scene scene = Scene.created();
        Ring backup = scene.ring();
        scene.rotate();
        return scene.restore(backup);
    }
}
