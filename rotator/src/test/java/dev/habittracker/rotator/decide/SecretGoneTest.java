package dev.habittracker.rotator.decide;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.habittracker.events.Position;
import dev.habittracker.keyring.ring.write.CreateRing;
import dev.habittracker.keyring.store.StoreReading;
import dev.habittracker.rotator.known.Command;
import dev.habittracker.rotator.known.Echo;
import dev.habittracker.rotator.known.OpenRequest;
import dev.habittracker.rotator.scene.Scene;
import dev.habittracker.rotator.scene.Statuses;
import dev.habittracker.rotator.scene.Story;

import static dev.habittracker.rotator.scene.Deciding.as;
import static dev.habittracker.rotator.scene.Deciding.finishes;
import static dev.habittracker.rotator.scene.Deciding.isHeldUp;
import static dev.habittracker.rotator.scene.Deciding.writes;
import static org.assertj.core.api.Assertions.assertThat;

/// A keyring begins where nobody knows of one. A secret that is gone is looked for, not replaced.
class SecretGoneTest {

    private static final String THERE_IS_NONE = "there is no secret for this keyring, ";

    @Test
    void create_nobodyKnowsOfTheKeyring_isWritten() {
        assertThat(writes(CreateRing.class, Scene.empty())).isEqualTo(new Decision.Write(new CreateRing(Story.POLICY),
                null, 0, "there is no secret for this keyring, and neither topic nor history know it", List.of()));
        assertThat(Alarms.of(Scene.empty().gathered())).isEmpty();
    }

    @Test
    void create_theHistoryKnowsTheKeyring_waitsWithAnAlarm() {
        Scene scene = gone(Scene.created().topicEmptied());

        assertThat(isHeldUp(scene).reason()).isEqualTo(THERE_IS_NONE + "but the history knows of its version at"
                + " 1795507200.1: the secret was removed. Restore Vault from a backup, then `accept`; where there is"
                + " none, `forget` what was heard to begin a new ring: every token of the lost one is refused then");
        assertThat(Alarms.of(scene.gathered())).extracting(Alarm::kind).containsExactly(Alarm.Kind.SECRET);
    }

    @Test
    void forget_theSecretIsLostAndThereIsNoBackup_declaresWhatIsKnownFalse() {
        Scene scene = gone(Scene.created());
        OpenRequest request = scene.asked("r-1", new Command.ForgetHeard());

        Decision.Forget forget = as(Decision.Forget.class, scene);

        assertThat(forget.top()).isEqualTo(Position.NONE);
        assertThat(forget.request()).isEqualTo(request);
        assertThat(forget.writes()).isNotEmpty().isEqualTo(Lineage.knownWrites(scene.gathered()));
        assertThat(forget.reason()).isEqualTo("an operator declares that no ring exists");
    }

    @Test
    void forget_theSecretIsLostAndNotEverybodyCanBeAsked_waits() {
        Scene kafkaAway = gone(Scene.created()).kafkaAway();
        kafkaAway.asked("r-1", new Command.ForgetHeard());
        isHeldUp(kafkaAway);

        Scene databaseAway = gone(Scene.created()).databaseAway();
        databaseAway.asked("r-1", new Command.ForgetHeard());
        isHeldUp(databaseAway);
    }

    @Test
    void create_theTopicKnowsTheKeyring_waits() {
        assertThat(isHeldUp(gone(Scene.created().historyLost())).reason())
                .contains("but the topic knows of its version");
    }

    @Test
    void create_aMemberKnowsTheKeyring_waits() {
        Scene scene = Scene.created();
        scene.member(Statuses.using("m-1", scene.ring(), scene.now()), false).historyLost().topicEmptied();

        assertThat(isHeldUp(gone(scene)).reason()).contains("but member m-1 (habit-api) knows of its version");
    }

    @Test
    void create_kafkaGivesNoAnswer_waits() {
        assertThat(isHeldUp(Scene.empty().kafkaAway()).reason())
                .isEqualTo(THERE_IS_NONE + "and Kafka cannot be asked whether there was one: no broker answers");
    }

    @Test
    void create_theDatabaseGivesNoAnswer_waits() {
        assertThat(isHeldUp(Scene.empty().databaseAway()).reason())
                .isEqualTo(THERE_IS_NONE + "and the database cannot be asked whether there was one");
    }

    @Test
    void create_theRotatorHasNotListenedLongEnough_waits() {
        assertThat(isHeldUp(Scene.empty().echo(new Echo.State.Listening(Duration.ofSeconds(9)))).reason())
                .isEqualTo(
                        THERE_IS_NONE + "and this rotator still listens whether anybody has one: this rotator listens"
                                + " for 9 s longer before it takes silence for absence");
    }

    @Test
    void create_theRotatorDoesNotHearItself_waits() {
        isHeldUp(Scene.empty().echo(new Echo.State.Silent(Set.of(0))));
    }

    @Test
    void create_clocksDiffer_waits() {
        assertThat(isHeldUp(Scene.empty().localClockAhead(Duration.ofSeconds(-7))).reason())
                .startsWith("Vault's clock and this rotator's differ by -7 s");
    }

    @Test
    void create_theScheduleIsTooShort_waitsWithTheArithmetic() {
        Scene scene = Scene.empty();
        scene.keeping().every(Duration.ofSeconds(4_539));

        assertThat(isHeldUp(scene).reason()).contains("= 4,540 s, where overlap = lease 3,600 s + L 900 s");
    }

    @Test
    void softDelete_waitsWithAnAlarmAndDoesNothingByItself() {
        Scene scene = deleted(false);

        assertThat(isHeldUp(scene).reason())
                .isEqualTo("version 1 of the secret was deleted; `restore` brings it back");
        assertThat(Alarms.of(scene.gathered())).extracting(Alarm::message)
                .containsExactly("version 1 of the secret was deleted; `restore` brings it back");
    }

    @Test
    void restore_afterASoftDelete_bringsTheVersionBack() {
        Scene scene = deleted(false);
        scene.asked("r-1", new Command.RestoreDeleted());

        assertThat(as(Decision.Undelete.class, scene))
                .isEqualTo(new Decision.Undelete(1, "an operator restores the secret"));
    }

    @Test
    void restore_theSecretIsBack_isDone() {
        Scene scene = Scene.created();
        OpenRequest request = scene.asked("r-1", new Command.RestoreDeleted());

        assertThat(finishes(scene)).isEqualTo(new Decision.Finish(request, Outcome.DONE, scene.ring().position(),
                "the secret is readable at " + scene.ring().position()));
    }

    @Test
    void restore_theVersionWasDestroyed_isRefusedWithTheWayOut() {
        Scene scene = deleted(true);
        scene.asked("r-1", new Command.RestoreDeleted());

        Decision.Finish finish = finishes(scene);

        assertThat(finish.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(finish.reason())
                .isEqualTo("version 1 of the secret was destroyed and cannot come back: restore Vault"
                        + " from a backup, then `accept`, or write a secret by hand, which is adopted");
    }

    @Test
    void destroyed_waitsWithAnAlarm() {
        assertThat(isHeldUp(deleted(true)).reason()).startsWith("version 1 of the secret was destroyed");
        assertThat(Alarms.of(deleted(true).gathered())).extracting(Alarm::message)
                .containsExactly("version 1 of the secret was destroyed");
    }

    @Test
    void otherRequests_whileTheSecretIsDeleted_wait() {
        Scene scene = deleted(false);
        scene.asked("r-1", new Command.RevokeEverything());

        assertThat(isHeldUp(scene).requests()).hasSize(1);
    }

    private static Scene gone(Scene scene) {
        return scene.vaultHas(new StoreReading.Missing(scene.gathered().now()));
    }

    private static Scene deleted(boolean destroyed) {
        Scene scene = Scene.created();
        return scene.vaultHas(new StoreReading.Deleted(scene.gathered().now(), 1, destroyed));
    }
}
