package dev.habittracker.rotator.reconcile;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.habittracker.events.EventType;
import dev.habittracker.events.KeyEvent;
import dev.habittracker.events.Position;
import dev.habittracker.events.WriteRef;
import dev.habittracker.keyring.ring.JournalEntry;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.Timing;
import dev.habittracker.keyring.ring.write.ReplaceNext;
import dev.habittracker.keyring.ring.write.RevokeKey;
import dev.habittracker.keyring.ring.write.Rotate;
import dev.habittracker.keyring.store.StoreException;
import dev.habittracker.rotator.decide.Decision;
import dev.habittracker.rotator.decide.Outcome;
import dev.habittracker.rotator.known.Command;
import dev.habittracker.rotator.known.EventTail;
import dev.habittracker.rotator.scene.Story;

import static org.assertj.core.api.Assertions.assertThat;

/// One rotator in a world that does not always answer.
class ReconcilerTest {

    private static final Duration LONGER_THAN_W = Timing.DEFAULT.writeBudget().plusMillis(1);

    @Test
    void reconcile_aRotationIsAskedFor_leavesItsStepsWithTheirReasons() {
        World world = World.withRing();
        world.ask("r-1", new Command.RotateNow());

        world.tick();
        world.tick();

        String position = world.ring().position().toString();
        assertThat(world.history.steps()).containsExactly("write Rotate " + position + ": asked for by olga",
                "finish done " + position + ": carried out by version 2 of the ring",
                "publish " + position + ": 1 events are above the topic's last, " + world.ring().epoch() + ".1");
    }

    @Test
    void reconcile_theHistoryIsAwayBetweenTwoSteps_eachIsWrittenOnceAndInItsOrder() {
        World world = World.withRing();
        world.ask("r-1", new Command.RotateNow());
        world.history.refuseSteps(1, 3);
        Reconciler rotator = world.rotator();

        rotator.reconcile();
        rotator.reconcile();

        assertThat(world.history.steps()).extracting(step -> step.substring(0, step.indexOf(' ')))
                .containsExactly("write", "finish", "publish");
    }

    @Test
    void reconcile_aRevocationWasCarriedOutBeforeTheJournalBegins_isDoneByThatVersion() {
        World world = World.withRing();
        world.ask("r-1", new Command.RevokeKid(world.ring().active()));
        Run run = world.start();
        while (!run.standsBefore("finish")) {
            run.step();
        }
        run.die();
        Position revoked = world.ring().position();
        for (int i = 0; i < Ring.JOURNAL_LIMIT; i++) {
            world.write(new ReplaceNext());
        }

        world.tick();

        assertThat(world.requests.ends().get("r-1")).isEqualTo(new MemoryRequests.End(Outcome.DONE, revoked,
                "carried out by version 2 of the ring, as the history has it"));
    }

    @Test
    void reconcile_theSameWaitGoesOn_isOneStep() {
        World world = World.withRing();
        world.clock.step(Story.SPREAD.negated().plusSeconds(1));
        world.ask("r-1", new Command.RotateNow());
        Reconciler rotator = world.rotator();

        for (int i = 0; i < 5; i++) {
            rotator.reconcile();
            world.clock.step(Story.SECOND);
        }

        assertThat(world.history.steps()).singleElement().asString().startsWith("wait 1795507200.2: NEXT");
        assertThat(world.requests.waiting()).containsOnlyKeys("r-1");
    }

    @Test
    void reconcile_theTopicTakesNoEvent_theNextWriteIsDoneAndTheEventsFollowLater() {
        World world = World.withRing();
        world.topic.refuseEvents(true);
        world.write(new ReplaceNext(), false);
        world.clock.step(Story.SPREAD);
        world.ask("r-1", new Command.RotateNow());

        world.tick();
        assertThat(world.ring().journal()).extracting(JournalEntry::event).endsWith("key-rotated");
        assertThat(world.requests.ends().get("r-1")).extracting(MemoryRequests.End::outcome).isEqualTo(Outcome.DONE);

        world.topic.refuseEvents(false);
        world.tick();
        assertThat(world.topic.tail(Story.KEYRING).events()).extracting(KeyEvent::type)
                .containsExactly(EventType.RING_CREATED, EventType.NEXT_REPLACED, EventType.KEY_ROTATED);
    }

    @Test
    void reconcile_olderVersionsCannotBeDestroyed_theNextWriteIsDoneAllTheSame() {
        World world = World.withRing();
        world.write(new RevokeKey(world.ring().nextKey().kid()));
        world.clock.step(Story.SPREAD);
        world.ask("r-1", new Command.RotateNow());
        world.refuseToDestroy();

        Observation seen = world.tick();

        assertThat(world.ring().journal()).extracting(JournalEntry::event).endsWith("key-rotated");
        assertThat(world.store.readable()).hasSize(3);
        assertThat(seen.decision()).isInstanceOf(Decision.Wait.class);
    }

    @Test
    void reconcile_vaultWasRestoredButAStandbyAnswersWithWhatStoodBefore_nothingThatWasRestoredIsDestroyed() {
        World world = World.withRing();
        world.write(new RevokeKey(world.ring().nextKey().kid()));
        world.vaultStandsStill();
        world.store.restoreTo(1);

        world.tick();

        assertThat(world.store.readable()).containsExactly(1L);
    }

    @Test
    void destroy_theProcessPausesBeforeIt_isDecidedAnew() {
        World world = World.withRing();
        world.write(new RevokeKey(world.ring().nextKey().kid()));
        Run run = world.start();
        while (!run.standsBefore("metadata")) {
            run.step();
        }
        world.clock.step(LONGER_THAN_W);
        run.step();
        assertThat(run.standsBefore("destroyBelow")).isFalse();

        run.finish();

        assertThat(world.store.readable()).containsExactly(2L);
    }

    @Test
    void forget_theProcessPausesBeforeIt_isDecidedAnew() {
        World world = World.withRing();
        world.ask("r-1", new Command.ForgetHeard());

        decidesAnew(world, "metadata", "declareFalse");

        assertThat(world.told).containsExactly(world.ring().position());
    }

    @Test
    void undelete_theProcessPausesBeforeIt_isDecidedAnew() {
        World world = World.withRing();
        world.store.delete();
        world.ask("r-1", new Command.RestoreDeleted());

        decidesAnew(world, "read", "undelete");

        assertThat(world.ring().version()).isEqualTo(1);
    }

    @Test
    void finish_theProcessPausesBeforeIt_isDecidedAnew() {
        World world = World.withRing();
        world.ask("r-1", new Command.ResumeRotation());

        decidesAnew(world, "metadata", "finish");

        assertThat(world.requests.ends()).containsKey("r-1");
    }

    /// A pause in the last answer that a decision is taken from.
    private static void decidesAnew(World world, String lastAsked, String act) {
        Run run = world.start();
        while (!run.standsBefore(lastAsked)) {
            run.step();
        }
        world.clock.step(LONGER_THAN_W);
        run.step();
        assertThat(run.standsBefore(act)).isFalse();
        run.finish();
    }

    @Test
    void reconcile_whatTheDatabaseToldCannotBeUsed_isAProblemAndNoException() {
        World world = World.withRing();
        world.requests.breakWith(new IllegalArgumentException("quotes what it was given"));
        Reconciler rotator = world.rotator();

        Observation seen = rotator.reconcile();

        assertThat(seen.decision()).isNull();
        assertThat(problem(seen).kind()).isEqualTo("rotator-error");
        assertThat(problem(seen).message()).doesNotContain("quotes");
        world.requests.breakWith(null);
        assertThat(rotator.reconcile().problem()).isNull();
    }

    @Test
    void reconcile_aRequestBreaksWhoeverWorksOnIt_theOthersAreCarriedOut() {
        World world = World.withRing();
        world.ask("broken", new Command.ResumeRotation());
        world.requests.breakAtTheEndOf("broken");
        world.clock.step(Story.SECOND);
        world.ask("r-2", new Command.RotateNow());

        Observation seen = world.rotator().reconcile();

        assertThat(problem(seen).isRotatorsOwn()).isTrue();
        assertThat(world.ring().journal()).extracting(JournalEntry::event).endsWith("key-rotated");
        assertThat(world.requests.ends()).containsOnlyKeys("r-2");
    }

    @Test
    void reconcile_vaultGivesNoAnswer_saysSoAndDoesNothing() {
        World world = World.withRing();
        world.store.failWith(StoreException.Kind.SEALED);

        Observation seen = world.tick();

        assertThat(seen.known()).isNull();
        assertThat(seen.decision()).isNull();
        assertThat(problem(seen).kind()).isEqualTo("vault-away");
        assertThat(problem(seen).message()).contains("SEALED");
    }

    @Test
    void write_theProcessPausesBeforeIt_isNotSentLaterThanWAfterTheGatheringBegan() {
        int calls = 0;
        boolean stood = true;
        while (stood) {
            World world = World.withRing();
            world.ask("r-1", new Command.RotateNow());
            Run run = world.start();
            for (int i = 0; i < calls; i++) {
                run.step();
            }
            stood = !run.isOver();
            // a pause between the last look at the clock and the request itself is what readers reckon with
            boolean pausedAfterTheLook = run.standsBefore("write");
            world.clock.step(LONGER_THAN_W);
            run.finish();
            world.tick();
            Ring ring = world.ring();
            assertThat(ring.version()).isEqualTo(2);
            Duration late = Duration.between(ring.journal().getLast().decided(), world.lastWrite());
            assertThat(late.compareTo(Timing.DEFAULT.writeBudget()) > 0).as("late by %s after %s calls", late, calls)
                    .isEqualTo(pausedAfterTheLook);
            calls++;
        }
        assertThat(calls).isGreaterThan(10);
    }

    @Test
    void write_somebodyElseWroteFirst_goesOnWithWhatTheyWroteAndLeavesNoStep() {
        World world = World.withRing();
        world.ask("r-1", new Command.RotateNow());
        Run run = world.start();
        while (!run.standsBefore("write")) {
            run.step();
        }
        world.write(new Rotate());

        run.finish();

        assertThat(world.ring().version()).isEqualTo(2);
        assertThat(world.requests.ends().get("r-1")).extracting(MemoryRequests.End::outcome).isEqualTo(Outcome.DONE);
        assertThat(world.history.steps()).noneMatch(step -> step.startsWith("write"));
    }

    @Test
    void reconcile_theHistoryLacksWhatAnotherWrote_fillsItInFromTheJournal() {
        World world = World.withRing();
        Reconciler rotator = world.rotator();
        rotator.reconcile();
        world.write(new Rotate());
        world.history.lose(world.ring().position());

        rotator.reconcile();

        assertThat(world.history.rows()).extracting(row -> row.write().position()).contains(world.ring().position());
    }

    @Test
    void reconcile_aStandbyThatLagsAnswersOnce_isNoFork() {
        World world = World.withRing();
        world.write(new Rotate());
        world.vaultLags(1);
        Reconciler rotator = world.rotator();

        assertThat(reason(rotator)).contains("a standby that lags may have answered");
        world.vaultLags(0);
        world.clock.step(Story.LAG);
        assertThat(reason(rotator)).startsWith("the next rotation is due");
        world.vaultLags(1);
        assertThat(reason(rotator)).contains("a standby that lags may have answered");
    }

    @Test
    void reconcile_aStandbyLagsBehindOneWriteAfterTheOther_isNoFork() {
        World world = World.withRing();
        world.write(new Rotate());
        world.vaultLags(1);
        Reconciler rotator = world.rotator();
        assertThat(reason(rotator)).contains("a standby that lags may have answered");

        world.clock.step(Story.SPREAD);
        world.write(new Rotate());

        assertThat(reason(rotator)).contains("a standby that lags may have answered");
    }

    @Test
    void reconcile_theRingIsOlderAfterLagToo_isAForkUntilItIsAccepted() {
        World world = World.withRing();
        world.write(new ReplaceNext());
        world.store.restoreTo(1);
        Reconciler rotator = world.rotator();

        assertThat(reason(rotator)).contains("a standby that lags may have answered");
        world.clock.step(Story.LAG.minusMillis(1));
        assertThat(reason(rotator)).contains("a standby that lags may have answered");
        world.clock.step(Duration.ofMillis(1));
        assertThat(reason(rotator)).contains("Vault was restored from a backup");

        world.ask("r-1", new Command.AcceptRestored(false, Set.of()));
        assertThat(reason(rotator)).startsWith("the next rotation is due");
        assertThat(world.ring().epoch()).isGreaterThan(Story.START.getEpochSecond());
        assertThat(world.ring().carried()).hasSize(1);
        assertThat(world.topic.tail(Story.KEYRING).last()).isEqualTo(world.ring().position());
        assertThat(world.requests.ends().get("r-1")).extracting(MemoryRequests.End::outcome).isEqualTo(Outcome.DONE);
        assertThat(world.history.steps())
                .anyMatch(step -> step.startsWith("write AcceptRing " + world.ring().position()));
    }

    @Test
    void reconcile_aForgedEventIsForgotten_theKeyringGoesOn() {
        World world = World.withRing();
        World elsewhere = World.withRing();
        elsewhere.write(new ReplaceNext());
        List<KeyEvent> events = elsewhere.topic.tail(Story.KEYRING).events();
        world.topic.send(events.getLast());
        Reconciler rotator = world.rotator();
        rotator.reconcile();
        world.clock.step(Story.LAG);
        assertThat(reason(rotator)).contains("Vault was restored from a backup");

        world.ask("r-1", new Command.ForgetHeard());

        assertThat(reason(rotator)).startsWith("the next rotation is due");
        assertThat(world.told).containsExactly(world.ring().position());
        assertThat(world.requests.ends().get("r-1")).extracting(MemoryRequests.End::outcome).isEqualTo(Outcome.DONE);
    }

    @Test
    void reconcile_theSecretIsLostWithoutABackup_forgetBeginsANewRingAndARevocationWaitsNoLonger() {
        World world = World.withRing();
        Ring lost = world.ring();
        world.store.deleteAll();
        world.clock.step(Story.SECOND);
        world.ask("revoke", new Command.RevokeEverything());
        Reconciler rotator = world.rotator();
        assertThat(reason(rotator)).contains("the secret was removed");
        assertThat(world.requests.ends()).isEmpty();

        world.ask("forget", new Command.ForgetHeard());
        rotator.reconcile();

        assertThat(world.ring().epoch()).isGreaterThan(lost.epoch());
        assertThat(world.ring().journal()).extracting(JournalEntry::event).startsWith("ring-created");
        assertThat(world.told).containsExactly(Position.NONE);
        assertThat(world.requests.ends()).containsOnlyKeys("revoke", "forget");
    }

    @Test
    void reconcile_aForgedEventWasForgotten_everyRotatorTellsMembersSoAgainAfterARestartAndARotation() {
        World world = World.withRing();
        World elsewhere = World.withRing();
        elsewhere.write(new ReplaceNext());
        elsewhere.write(new ReplaceNext());
        KeyEvent forged = elsewhere.topic.tail(Story.KEYRING).events().getLast();
        WriteRef write = new WriteRef(EventTail.positionOf(forged), forged.header().writeId());
        world.topic.send(forged);
        Reconciler rotator = world.rotator();
        rotator.reconcile();
        world.clock.step(Story.LAG);
        world.ask("r-1", new Command.ForgetHeard());
        rotator.reconcile();
        assertThat(world.declaredFalse).containsExactly(write);

        world.declaredFalse.clear();
        world.rotator().reconcile();
        assertThat(world.declaredFalse).as("after a restart").containsExactly(write);

        world.declaredFalse.clear();
        world.write(new ReplaceNext());
        assertThat(reason(rotator)).startsWith("the next rotation is due");
        assertThat(world.declaredFalse).as("after the next write").containsExactly(write);
    }

    private static Problem problem(Observation seen) {
        return Objects.requireNonNull(seen.problem());
    }

    private static String reason(Reconciler rotator) {
        Decision decision = rotator.reconcile().decision();
        return decision == null ? "Vault gave no answer" : decision.reason();
    }
}
