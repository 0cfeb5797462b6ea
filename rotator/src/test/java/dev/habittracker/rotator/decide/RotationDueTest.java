package dev.habittracker.rotator.decide;

import java.time.Duration;
import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.habittracker.keyring.ring.Kid;
import dev.habittracker.keyring.ring.Policy;
import dev.habittracker.keyring.ring.write.AcceptRing;
import dev.habittracker.keyring.ring.write.ChangePolicy;
import dev.habittracker.keyring.ring.write.ReplaceNext;
import dev.habittracker.keyring.ring.write.Resume;
import dev.habittracker.keyring.ring.write.Retire;
import dev.habittracker.keyring.ring.write.RevokeAll;
import dev.habittracker.keyring.ring.write.RevokeKey;
import dev.habittracker.keyring.ring.write.RollBack;
import dev.habittracker.keyring.ring.write.Rotate;
import dev.habittracker.rotator.known.Command;
import dev.habittracker.rotator.known.OpenRequest;
import dev.habittracker.rotator.known.Schedule;
import dev.habittracker.rotator.scene.Scene;
import dev.habittracker.rotator.scene.Story;

import static dev.habittracker.rotator.scene.Deciding.finishes;
import static dev.habittracker.rotator.scene.Deciding.isHeldUp;
import static dev.habittracker.rotator.scene.Deciding.isIdle;
import static dev.habittracker.rotator.scene.Deciding.writes;
import static org.assertj.core.api.Assertions.assertThat;

/// A rotation is due by the schedule or because somebody asked, and what stands against it is said with its numbers.
class RotationDueTest {

    private static final Duration HALF_A_PERIOD = Story.PERIOD.dividedBy(2);

    @Test
    void decide_theInstantHasNotCome_isIdleAndSaysWhenItWill() {
        Scene scene = Scene.created().step(Story.PERIOD.minusMillis(1));

        assertThat(isIdle(scene).reason()).isEqualTo("the next rotation is due at 2026-11-25T08:00:00Z");
    }

    @Test
    void decide_theInstantHasCome_rotates() {
        Scene scene = Scene.created().step(Story.PERIOD);

        Decision.Write write = writes(Rotate.class, scene);

        assertThat(write.reason()).isEqualTo("due since 2026-11-25T08:00:00Z by the schedule every PT24H");
        assertThat(write.base()).isEqualTo(scene.ring());
        assertThat(write.expected()).isEqualTo(scene.version());
        assertThat(write.requests()).isEmpty();
    }

    @Test
    void decide_onlyTheLaterEndOfVaultsNowHasReachedTheInstant_isIdle() {
        Scene scene = Scene.created().step(Story.PERIOD.minusMillis(1)).vaultsNowIsWide(Duration.ofSeconds(2));

        isIdle(scene);
    }

    @Test
    void decide_itWasRotatedSince_isIdleUntilTheNextInstant() {
        Scene scene = Scene.created().step(Story.PERIOD);
        scene.write(new Rotate());

        assertThat(isIdle(scene).reason()).isEqualTo("the next rotation is due at 2026-11-26T08:00:00Z");
    }

    @Test
    void decide_rotationsComeOnRequestOnly_isIdleForEver() {
        Scene scene = Scene.created().step(Duration.ofDays(1_000));
        scene.keeping().schedule(Schedule.onRequest());

        assertThat(isIdle(scene).reason()).isEqualTo("rotations come on request only");
    }

    @Test
    void decide_severalAsked_oneWriteServesThemAllAndNamesTheOldest() {
        Scene scene = Scene.created();
        OpenRequest first = scene.asked("r-1", new Command.RotateNow());
        OpenRequest second = scene.asked("r-2", new Command.RotateNow());

        Decision.Write write = writes(Rotate.class, scene.step(Story.SPREAD));

        assertThat(write.requests()).containsExactly(first, second);
        assertThat(write.reason()).isEqualTo("asked for by olga");
    }

    @Test
    void decide_askedForWithAReason_theReasonHasIt() {
        Scene scene = Scene.created();
        scene.open(new OpenRequest("r-1", new Command.RotateNow(), scene.now(), scene.ring().position(), "olga",
                "a colleague left"));

        assertThat(writes(Rotate.class, scene.step(Story.SPREAD)).reason())
                .isEqualTo("asked for by olga: a colleague left");
    }

    @Test
    void decide_onHold_isNotRotatedBySchedule() {
        Scene scene = rolledBack().step(Story.PERIOD);
        scene.write(new Retire());

        assertThat(isHeldUp(scene).reason()).isEqualTo("a rotation is due since 2026-11-25T08:00:35Z, but rotation is"
                + " on hold since 2026-11-24T08:00:35Z by olga; `resume` ends the hold");
    }

    @Test
    void decide_onHoldAndNothingDue_isIdleAndSaysSo() {
        assertThat(isIdle(rolledBack()).reason()).isEqualTo("rotation is on hold since 2026-11-24T08:00:35Z by olga");
    }

    @Test
    void decide_onHoldAndAskedFor_isRotated_forAHoldStopsAutomaticRotationOnly() {
        Scene scene = rolledBack();
        scene.asked("r-1", new Command.RotateNow());

        writes(Rotate.class, scene.step(Story.SPREAD));
    }

    @Test
    void decide_theHoldWasEnded_isRotatedBySchedule() {
        Scene scene = rolledBack();
        scene.write(new Resume());
        scene.step(Story.PERIOD);
        scene.write(new Retire());

        writes(Rotate.class, scene);
    }

    @Test
    void decide_theActiveKeyWasRevokedJustBeforeTheInstant_isNotDueBeforeHalfAPeriod() {
        Scene scene = Scene.created().step(Story.PERIOD.minusHours(1));
        scene.write(new RevokeKey(scene.ring().nextKey().kid()));

        scene.step(HALF_A_PERIOD.minusMillis(1));
        assertThat(isIdle(scene).reason()).isEqualTo("the next rotation is due at 2026-11-25T19:00:00Z");

        scene.step(Duration.ofMillis(1));
        writes(Rotate.class, scene);
    }

    @Test
    void decide_everythingWasRevokedAfterAKeyWas_theLastRevocationCounts() {
        Scene scene = Scene.created().step(Story.PERIOD.minusHours(2));
        scene.write(new RevokeKey(scene.ring().nextKey().kid()));
        scene.step(Duration.ofHours(1));
        scene.write(new RevokeAll());
        scene.keeping().schedule(new EveryDayAtEight());

        assertThat(isIdle(scene).reason()).isEqualTo("the next rotation is due at 2026-11-25T19:00:00Z");
    }

    @Test
    void decide_aRestoredRingWasAcceptedWithARevocation_isNotDueBeforeHalfAPeriod() {
        Scene scene = Scene.created().step(Story.PERIOD.minusHours(1));
        Kid bad = scene.ring().active();
        scene.write(new AcceptRing(0, null, true, Set.of(bad), Story.LIFETIME, Story.LEASE));
        scene.keeping().schedule(new EveryDayAtEight());

        assertThat(isIdle(scene).reason()).isEqualTo("the next rotation is due at 2026-11-25T19:00:00Z");
    }

    @Test
    void decide_aRevocationLongAgo_delaysNothing() {
        Scene scene = Scene.created();
        scene.write(new RevokeKey(scene.ring().nextKey().kid()));

        writes(Rotate.class, scene.step(Story.PERIOD));
    }

    @Test
    void decide_theScheduleIsShorterThanOverlapAnd4S_waitsWithTheArithmetic() {
        Scene scene = Scene.created();
        scene.keeping().every(Duration.ofSeconds(4_539));
        scene.asked("r-1", new Command.RotateNow());

        assertThat(isHeldUp(scene.step(Story.SPREAD)).reason()).isEqualTo("the schedule every PT1H15M39S rotates every"
                + " 4,539 s, but the shortest safe period is overlap 4,520 s + 4S 20 s = 4,540 s, where"
                + " overlap = lease 3,600 s + L 900 s + 2S 10 s + W 5 s + lag 5 s = 4,520 s. Rotate less often, or"
                + " shorten max-token-lifetime or signing-lease");
    }

    @Test
    void decide_theScheduleIsAsLongAsOverlapAnd4S_rotates() {
        Scene scene = Scene.created();
        scene.keeping().every(Duration.ofSeconds(4_540));

        writes(Rotate.class, scene.step(Duration.ofSeconds(4_540)));
    }

    @Test
    void decide_theActiveKeysOwnLifetimeAndLeaseAreLongerThanThePolicys_theyCountInTheArithmetic() {
        Policy generous = new Policy(Story.POLICY.algorithm(), Story.LIFETIME.plusMinutes(5),
                Story.LEASE.plusMinutes(1),
                Story.POLICY.timing());
        Scene scene = Scene.created(generous);
        scene.keeping().target(Story.POLICY).every(Duration.ofSeconds(4_600));
        scene.write(new ChangePolicy(Story.POLICY, false));
        scene.rotate();
        assertThat(scene.ring().nextKey().maxTokenLifetime()).isEqualTo(Story.LIFETIME);
        scene.asked("r-1", new Command.RotateNow());

        assertThat(isHeldUp(scene.step(Story.SPREAD)).reason()).contains("lease 3,660 s + L 1,200 s", "= 4,900 s");
    }

    @Test
    void decide_rotatedSinceTheRequestWasAccepted_theRequestIsDone() {
        Scene scene = Scene.created();
        OpenRequest request = scene.asked("r-1", new Command.RotateNow());
        scene.rotate();

        Decision.Finish finish = finishes(scene);

        assertThat(finish.request()).isEqualTo(request);
        assertThat(finish.outcome()).isEqualTo(Outcome.DONE);
        assertThat(finish.position()).isEqualTo(scene.ring().position());
        assertThat(finish.reason()).isEqualTo("carried out by version 2 of the ring");
    }

    @Test
    void decide_anotherWriteCameSinceTheRequestWasAccepted_theRequestIsOpenStill() {
        Scene scene = Scene.created();
        scene.asked("r-1", new Command.RotateNow());
        scene.write(new ReplaceNext());

        writes(Rotate.class, scene.step(Story.SPREAD));
    }

    private static Scene rolledBack() {
        Scene scene = Scene.created();
        Kid first = scene.ring().active();
        scene.rotate();
        scene.write(new RollBack(first, false));
        return scene;
    }
}
