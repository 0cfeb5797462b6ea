package dev.habittracker.rotator.decide;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.habittracker.events.KeyEvent;
import dev.habittracker.events.Position;
import dev.habittracker.keyring.ring.Kid;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.write.AcceptRing;
import dev.habittracker.keyring.ring.write.ReplaceNext;
import dev.habittracker.keyring.ring.write.Retire;
import dev.habittracker.keyring.ring.write.RevokeAll;
import dev.habittracker.keyring.ring.write.RollBack;
import dev.habittracker.keyring.ring.write.Rotate;
import dev.habittracker.rotator.known.Command;
import dev.habittracker.rotator.scene.Scene;
import dev.habittracker.rotator.scene.Story;

import static dev.habittracker.rotator.scene.Deciding.as;
import static dev.habittracker.rotator.scene.Deciding.isHeldUp;
import static dev.habittracker.rotator.scene.Deciding.isIdle;
import static dev.habittracker.rotator.scene.Deciding.writes;
import static org.assertj.core.api.Assertions.assertThat;

/// What follows a write: its event, the destruction of older versions, the end of expired keys.
class UpkeepTest {

    private static final Duration TWO_S = Duration.ofSeconds(10);

    @Test
    void publish_entriesStandAboveTheTopicsLastEvent_sendsThemInOrder() {
        Scene scene = Scene.created();
        KeyEvent second = scene.writeUnheard(new ReplaceNext());
        KeyEvent third = scene.writeUnheard(new ReplaceNext());

        Decision.Publish publish = as(Decision.Publish.class, scene);

        assertThat(publish.events()).containsExactly(second, third);
        assertThat(publish.reason()).isEqualTo("2 events are above the topic's last, 1795507200.1");
    }

    @Test
    void publish_theTopicIsEmpty_sendsTheWholeJournal() {
        Scene scene = Scene.created().topicEmptied().unheardWrites(2);

        Decision.Publish publish = as(Decision.Publish.class, scene);

        assertThat(publish.events()).extracting(event -> event.header().version()).containsExactly(1L, 2L, 3L);
        assertThat(publish.reason()).isEqualTo("3 events are above the topic's last, which is empty");
    }

    @Test
    void publish_aRestoredRingWasAccepted_sendsItsEventThoughTheTopicHasHigherVersions() {
        Scene scene = Scene.created();
        Ring backup = scene.ring();
        scene.rotate();
        scene.rotate();
        scene.restore(backup).step(Story.SECOND);
        KeyEvent accepted = scene.writeUnheard(
                new AcceptRing(0, null, true, Set.of(), Story.LIFETIME, Story.LEASE));

        assertThat(as(Decision.Publish.class, scene).events()).containsExactly(accepted);
    }

    /// A version was written and not published, a backup from before came back, and a rotator that had not heard of the
    /// version wrote another of the same number; then the first was published after all.
    @Test
    void publish_anotherWritesEventHasTheEntrysPlace_isSentBeforeTheAcceptance() {
        Scene scene = Scene.created();
        Ring backup = scene.ring();
        KeyEvent lost = scene.writeUnheard(new ReplaceNext());
        KeyEvent second = scene.restore(backup).writeUnheard(new ReplaceNext());
        scene.inTopic(lost).step(Story.SECOND);
        KeyEvent accepted = scene.writeUnheard(
                new AcceptRing(0, null, true, Set.of(), Story.LIFETIME, Story.LEASE));

        Decision.Publish publish = as(Decision.Publish.class, scene);

        assertThat(publish.events()).containsExactly(second, accepted);
        assertThat(publish.reason())
                .startsWith("2 events are not in the topic: at 1795507200.2 it has that of another");
    }

    @Test
    void publish_kafkaGivesNoAnswer_isLeftForLater() {
        Scene scene = Scene.created();
        scene.writeUnheard(new ReplaceNext());
        scene.kafkaAway();

        as(Decision.DestroyBelow.class, scene);
    }

    @Test
    void publish_itHasJustFailed_theRestGoesOnWithoutIt() {
        Scene scene = Scene.created();
        Kid first = scene.ring().active();
        scene.rotate();
        scene.writeUnheard(new RollBack(first, false));
        scene.asked("r-1", new Command.ResumeRotation());

        as(Decision.Publish.class, scene);
        assertThat(Decide.decide(scene.gathered(), EnumSet.of(Upkeep.PUBLISH))).isInstanceOf(Decision.Write.class);
    }

    @Test
    void destroy_aRotationTookNoKeyOutOfTheRing_isNotDone() {
        Scene scene = Scene.created();
        scene.rotate();

        isIdle(scene.readableFrom(1));
    }

    @Test
    void destroy_aKeyWasRetired_destroysEveryOlderVersionButNotThatOne() {
        Scene scene = Scene.created();
        scene.rotate();
        scene.step(Story.OVERLAP.plus(TWO_S)).write(new Retire());
        scene.rotate();

        assertThat(as(Decision.DestroyBelow.class, scene.readableFrom(1)).version()).isEqualTo(3);
        isIdle(Scene.created());
    }

    @Test
    void destroy_theRemovalIsOlderThanTheJournal_destroysWhatTheJournalDoesNotReach() {
        Scene scene = Scene.created();
        for (int i = 0; i < Ring.JOURNAL_LIMIT / 2; i++) {
            Kid active = scene.ring().active();
            scene.rotate();
            scene.write(new RollBack(active, false));
        }

        assertThat(as(Decision.DestroyBelow.class, scene.readableFrom(1)).version()).isEqualTo(2);
    }

    @Test
    void destroy_itHasJustFailed_theRestGoesOnWithoutIt() {
        Scene scene = Scene.created();
        scene.write(new RevokeAll());
        scene.readableFrom(1).asked("r-1", new Command.RotateNow());
        scene.step(Story.SPREAD);

        as(Decision.DestroyBelow.class, scene);
        assertThat(Decide.decide(scene.gathered(), EnumSet.of(Upkeep.DESTROY))).isInstanceOf(Decision.Write.class);
    }

    @Test
    void destroy_failsForLongerThanSpread_isAnAlarm() {
        Scene scene = Scene.created();
        scene.write(new RevokeAll());
        scene.readableFrom(1).step(Story.SPREAD);
        assertThat(Alarms.of(scene.gathered())).isEmpty();

        assertThat(Alarms.of(scene.step(Duration.ofMillis(1)).gathered())).extracting(Alarm::kind)
                .containsExactly(Alarm.Kind.OLD_VERSIONS_READABLE);
    }

    @Test
    void retire_2SHaveNotPassedSinceTheExp_isNotDone() {
        Scene scene = Scene.created();
        scene.rotate();

        isIdle(scene.step(Story.OVERLAP.plus(TWO_S).minusMillis(1)));
    }

    @Test
    void retire_2SHavePassedSinceTheExp_isDone() {
        Scene scene = Scene.created();
        Kid former = scene.ring().active();
        scene.rotate();

        Decision.Write write = writes(Retire.class, scene.step(Story.OVERLAP.plus(TWO_S)));

        assertThat(write.reason()).isEqualTo("expired at least 2S = 10 s ago: [" + former + "]");
        assertThat(write.expected()).isEqualTo(scene.version());
    }

    @Test
    void retire_onlyTheLaterEndOfVaultsNowIsThere_isNotDone() {
        Scene scene = Scene.created();
        scene.rotate();

        isIdle(scene.step(Story.OVERLAP.plus(TWO_S).minusMillis(1)).vaultsNowIsWide(Duration.ofSeconds(2)));
    }

    @Test
    void plannedWrite_clocksDifferByMoreThanSAndASecond_waitsWithAnAlarm() {
        Scene scene = Scene.created().step(Story.PERIOD);

        assertThat(isHeldUp(scene.localClockAhead(Duration.ofMillis(6_001))).reason())
                .isEqualTo("Vault's clock and this"
                        + " rotator's differ by 6.001 s, more than S + 1 s = 6 s: planned writes wait until the clocks are set"
                        + " right");
        assertThat(Alarms.of(scene.gathered())).extracting(Alarm::kind).contains(Alarm.Kind.CLOCK_OFF);
        isHeldUp(scene.localClockAhead(Duration.ofMillis(-6_001)));
        writes(Rotate.class, scene.localClockAhead(Duration.ofSeconds(-6)));
    }

    @Test
    void plannedWrite_kafkaOrVaultAnsweredSlowly_isNotTakenForClocksThatDiffer() {
        Scene scene = Scene.created().step(Story.PERIOD);

        writes(Rotate.class, scene.gatheringTook(Duration.ofSeconds(10)));
        writes(Rotate.class, scene.vaultsNowIsWide(Duration.ofSeconds(13)));
    }

    @Test
    void plannedWrite_wouldPushAnUnpublishedEntryOutOfTheJournal_waits() {
        Scene scene = Scene.created().kafkaAway().unheardWrites(Ring.JOURNAL_LIMIT);
        Position oldest = new Position(scene.ring().epoch(), 2);
        scene.step(Story.OVERLAP);
        Kid kid = scene.ring().active();
        scene.asked("r-1", new Command.RollBackTo(kid, scene.ring().position(), false));

        scene.readableFrom(scene.version());
        assertThat(Planned.obstacle(scene.gathered(), scene.ring())).hasValue("the journal is full, and the entry of "
                + oldest + " is not in the topic yet: planned writes wait until Kafka has taken it");
    }

    @Test
    void plannedWrite_onlyPublishedEntriesArePushedOut_isDone() {
        Scene scene = Scene.created().unheardWrites(Ring.JOURNAL_LIMIT - 1);

        assertThat(Planned.obstacle(scene.kafkaAway().gathered(), scene.ring())).isEmpty();
        scene.writeUnheard(new ReplaceNext());
        assertThat(Planned.obstacle(scene.gathered(), scene.ring())).isPresent();
    }

    @Test
    void plannedWrite_theDatabaseIsAwayToo_whatThisProcessSawPublishedCounts() {
        Scene scene = Scene.created().unheardWrites(Ring.JOURNAL_LIMIT).kafkaAway().databaseAway();

        assertThat(scene.gathered().past().published()).isEqualTo(new Position(scene.ring().epoch(), 1));
        assertThat(Planned.obstacle(scene.gathered(), scene.ring())).isPresent();
    }
}
