package dev.habittracker.rotator.decide;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import dev.habittracker.events.Position;
import dev.habittracker.keyring.ring.Kid;
import dev.habittracker.keyring.ring.Policy;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.RingKey;
import dev.habittracker.keyring.ring.Timing;
import dev.habittracker.keyring.ring.write.AcceptRing;
import dev.habittracker.keyring.ring.write.ChangePolicy;
import dev.habittracker.rotator.known.Command;
import dev.habittracker.rotator.known.OpenRequest;
import dev.habittracker.rotator.scene.Scene;
import dev.habittracker.rotator.scene.Statuses;
import dev.habittracker.rotator.scene.Story;

import static dev.habittracker.rotator.scene.Deciding.finishes;
import static dev.habittracker.rotator.scene.Deciding.isHeldUp;
import static dev.habittracker.rotator.scene.Deciding.writes;
import static org.assertj.core.api.Assertions.assertThat;

/// What is known of the time after the backup goes into the acceptance: which kids are left, and for how long they may
/// have been promised.
class AcceptanceTest {

    @Test
    void accept_theHistoryHasTheNewestRing_itsKidsAreTheWitness() {
        Scene scene = Scene.created();
        Ring backup = scene.ring();
        scene.rotate();
        Ring lost = scene.ring();
        OpenRequest request = restore(scene.topicEmptied(), backup);

        Decision.Write write = writes(AcceptRing.class, scene);

        AcceptRing accept = (AcceptRing) write.write();
        assertThat(accept.witness()).isEqualTo(kids(lost));
        assertThat(accept.highestEpoch()).isEqualTo(backup.epoch());
        assertThat(accept.trustRestored()).isFalse();
        assertThat(write.expected()).isEqualTo(backup.version());
        assertThat(write.requests()).containsExactly(request);
        assertThat(write.reason()).isEqualTo("an operator accepts the restored ring");
    }

    @Test
    void accept_membersWereConfiguredForLongerTokens_theLongestCounts() {
        Scene scene = Scene.created();
        Ring backup = scene.ring();
        scene.rotate();
        Duration longest = Story.LIFETIME.plusHours(1);
        scene.member(Statuses.heardOf(Statuses.using("m-1", scene.ring(), scene.now()), scene.ring().position(),
                longest));
        restore(scene, backup);

        assertThat(accepted(scene).largestLifetime()).isEqualTo(longest);
    }

    @Test
    void accept_aMemberTellsALifetimeThatNoRingCanHave_theLongestThatOneCanHaveCounts() {
        Scene scene = Scene.created();
        Ring backup = scene.ring();
        scene.rotate();
        scene.member(Statuses.heardOf(Statuses.using("m-1", scene.ring(), scene.now()), scene.ring().position(),
                Duration.ofSeconds(Long.MAX_VALUE)));
        restore(scene, backup);

        assertThat(accepted(scene).largestLifetime()).isEqualTo(Timing.LONGEST);
    }

    @Test
    void accept_thePolicyWasChangedAfterTheBackup_itsLifetimeAndLeaseCount() {
        Scene scene = Scene.created();
        Ring backup = scene.ring();
        Policy generous = new Policy(backup.policy().algorithm(), Duration.ofHours(2), Duration.ofHours(3),
                backup.policy().timing());
        scene.write(new ChangePolicy(generous, false));
        restore(scene, backup);

        assertThat(accepted(scene).largestLifetime()).isEqualTo(Duration.ofHours(2));
        assertThat(accepted(scene).largestLease()).isEqualTo(Duration.ofHours(3));
    }

    @Test
    void accept_nothingElseIsKnown_theConfiguredPolicyCounts() {
        Scene scene = Scene.created();
        Ring backup = scene.ring();
        scene.rotate();
        scene.keeping().target(new Policy(backup.policy().algorithm(), Duration.ofHours(1), Duration.ofHours(2),
                backup.policy().timing()));
        restore(scene.topicEmptied(), backup);

        assertThat(accepted(scene).largestLifetime()).isEqualTo(Duration.ofHours(1));
        assertThat(accepted(scene).largestLease()).isEqualTo(Duration.ofHours(2));
    }

    @Test
    void accept_aMemberHeardOfAHigherEpoch_theNewOneWillBeAboveIt() {
        Scene scene = Scene.created();
        Ring backup = scene.ring();
        scene.rotate();
        Position heard = new Position(backup.epoch() + 1_000_000, 1);
        scene.member(Statuses.heardOf(Statuses.using("m-1", scene.ring(), scene.now()), heard, Story.LIFETIME));
        restore(scene, backup);

        assertThat(accepted(scene).highestEpoch()).isEqualTo(heard.epoch());
    }

    @Test
    void accept_withRevocationsAndTrust_bothAreHandedOn() {
        Scene scene = Scene.created();
        Ring backup = scene.ring();
        scene.rotate();
        scene.restore(backup).strangeFor(Story.LAG);
        scene.asked("r-1", new Command.AcceptRestored(true, Set.of(backup.active())));

        assertThat(accepted(scene).trustRestored()).isTrue();
        assertThat(accepted(scene).revoke()).containsExactly(backup.active());
    }

    @Test
    void accept_kafkaGivesNoAnswer_waits_forItMayKnowOfARevocation() {
        Scene scene = Scene.created();
        Ring backup = scene.ring();
        scene.rotate();
        restore(scene, backup);
        scene.kafkaAway();

        assertThat(isHeldUp(scene).reason())
                .isEqualTo("the ring is restored, and Kafka cannot be asked what was revoked"
                        + " after the backup: the acceptance waits; with trust_restored it goes on and may bring back a revoked"
                        + " key");
    }

    @Test
    void accept_theDatabaseGivesNoAnswer_waitsToo() {
        Scene scene = Scene.created();
        Ring backup = scene.ring();
        scene.rotate();
        restore(scene, backup);
        scene.databaseAway();

        assertThat(isHeldUp(scene).reason()).contains("the database cannot be asked");
    }

    @Test
    void accept_theDatabaseGivesNoAnswerButTheOperatorTrustsTheBackup_isWritten() {
        Scene scene = Scene.created();
        Ring backup = scene.ring();
        scene.rotate();
        scene.restore(backup).strangeFor(Story.LAG).databaseAway();
        scene.asked("r-1", new Command.AcceptRestored(true, Set.of()));

        writes(AcceptRing.class, scene);
    }

    @Test
    void accept_theDatabaseGivesNoAnswerButAKeyIsRevoked_isWritten_forARevocationNeverWaits() {
        Scene scene = Scene.created();
        Ring backup = scene.ring();
        scene.rotate();
        scene.restore(backup).strangeFor(Story.LAG).databaseAway();
        scene.asked("r-1", new Command.AcceptRestored(false, Set.of(backup.active())));

        writes(AcceptRing.class, scene);
    }

    @Test
    void accept_withRevocationWhileNobodyAnswers_isWrittenOnWhatThisProcessRemembers() {
        Scene scene = Scene.created();
        Ring backup = scene.ring();
        scene.rotate();
        scene.restore(backup).strangeFor(Story.LAG).kafkaAway().databaseAway();
        scene.asked("r-1", new Command.AcceptRestored(false, Set.of(backup.active())));

        writes(AcceptRing.class, scene);
    }

    @Test
    void accept_theRingWasNotRestored_isRefused() {
        Scene scene = Scene.created();
        scene.asked("r-1", new Command.AcceptRestored(false, Set.of()));

        Decision.Finish finish = finishes(scene);

        assertThat(finish.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(finish.reason()).isEqualTo("the ring at " + scene.ring().position()
                + " descends from everything that is known: there is nothing to accept");
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
