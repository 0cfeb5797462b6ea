package dev.habittracker.rotator.decide;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import dev.habittracker.keyring.ring.Kid;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.RingKey;
import dev.habittracker.keyring.ring.write.AcceptRing;
import dev.habittracker.keyring.ring.write.RevokeAll;
import dev.habittracker.keyring.ring.write.RevokeKey;
import dev.habittracker.rotator.known.Command;
import dev.habittracker.rotator.known.KnownWrite;
import dev.habittracker.rotator.known.OpenRequest;
import dev.habittracker.rotator.scene.Scene;
import dev.habittracker.rotator.scene.Statuses;
import dev.habittracker.rotator.scene.Story;

import static dev.habittracker.rotator.scene.Deciding.writes;
import static org.assertj.core.api.Assertions.assertThat;

/// Which kids are known to be left after the backup, and by whom.
class WitnessTest {

    @Test
    void accept_aMemberUsedALaterRingThanTheHistoryHas_itsKidsAreTheWitness() {
        Scene scene = Scene.created();
        Ring backup = scene.ring();
        scene.rotate();
        scene.writeUnheard(new RevokeKey(backup.active()));
        Ring lost = scene.ring();
        scene.member(Statuses.using("m-1", lost, scene.now()), false);
        restore(scene.topicEmptied(), backup);

        assertThat(accepted(scene).witness()).isEqualTo(kids(lost));
    }

    @Test
    void accept_laterEventsRevokedAKey_itIsTakenFromTheWitness() {
        Scene scene = Scene.created();
        Ring backup = scene.ring();
        scene.rotate();
        scene.member(Statuses.using("m-1", scene.ring(), scene.now()));
        scene.write(new RevokeKey(backup.active()));
        Ring lost = scene.ring();
        restore(scene.historyLost(), backup);

        assertThat(accepted(scene).witness()).isEqualTo(kids(lost)).doesNotContain(backup.active());
    }

    @Test
    void accept_onlyEventsKnow_theyAreReckonedFromTheRestoredRing() {
        Scene scene = Scene.created();
        Ring backup = scene.ring();
        scene.rotate();
        scene.write(new RevokeKey(backup.active()));
        scene.rotate();
        Ring lost = scene.ring();
        restore(scene.historyLost(), backup);

        assertThat(accepted(scene).witness()).isEqualTo(kids(lost)).doesNotContain(backup.active());
    }

    @Test
    void accept_anEarlierEventAddedAKeyThatTheWitnessNoLongerHas_itIsNotAddedAgain() {
        Scene scene = Scene.created();
        Ring backup = scene.ring();
        scene.rotate();
        Kid gone = scene.ring().nextKey().kid();
        scene.writeUnheard(new RevokeKey(gone));
        scene.record();
        Ring lost = scene.ring();
        restore(scene, backup);

        assertThat(accepted(scene).witness()).isEqualTo(kids(lost)).doesNotContain(gone);
    }

    @Test
    void accept_theHistoryDoesNotKnowTheKidsOfItsNewestRing_itIsNoWitness() {
        Scene scene = Scene.created();
        Ring backup = scene.ring();
        scene.rotate();
        Ring lost = scene.ring();
        restore(scene.recordWithoutKids(), backup);

        assertThat(accepted(scene).witness()).isEqualTo(kids(lost));
    }

    @Test
    void accept_onlyEventsKnowAndTheFirstAreGone_nobodyIsAWitness() {
        Scene scene = Scene.created();
        Ring backup = scene.ring();
        scene.rotate();
        scene.topicEmptied().rotate();
        restore(scene.historyLost(), backup);

        assertThat(accepted(scene).witness()).isNull();
    }

    @Test
    void accept_anEventAfterTheBackupRevokedEverything_isAWitnessByItself() {
        Scene scene = Scene.created();
        Ring backup = scene.ring();
        scene.rotate();
        scene.topicEmptied().write(new RevokeAll());
        scene.rotate();
        Ring lost = scene.ring();
        restore(scene.historyLost(), backup);

        assertThat(accepted(scene).witness()).isEqualTo(kids(lost));
    }

    @Test
    void accept_theNewestWitnessWasDeclaredFalse_anEarlierOneCounts() {
        Scene scene = Scene.created();
        Ring backup = scene.ring();
        scene.rotate();
        Ring lost = scene.ring();
        scene.member(Statuses.using("m-1", lost, scene.now()), false);
        scene.rotate();
        scene.declaredFalse(List.of(new KnownWrite(scene.ring().position(), scene.ring().writeId(), "an operator")));
        restore(scene, backup);

        assertThat(accepted(scene).witness()).isEqualTo(kids(lost));
    }

    private static OpenRequest restore(Scene scene, Ring backup) {
        scene.restore(backup).strangeFor(Story.LAG);
        return scene.asked("r-1", new Command.AcceptRestored(false, Set.of()));
    }

    private static AcceptRing accepted(Scene scene) {
        return (AcceptRing) writes(AcceptRing.class, scene).write();
    }

    private static Set<Kid> kids(Ring ring) {
        Set<Kid> kids = ring.keys().stream().map(RingKey::kid).collect(Collectors.toCollection(HashSet::new));
        ring.carried().forEach(key -> kids.add(key.kid()));
        return kids;
    }
}
