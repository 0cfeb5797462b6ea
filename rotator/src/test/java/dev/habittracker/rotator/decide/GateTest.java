package dev.habittracker.rotator.decide;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.habittracker.events.MemberRole;
import dev.habittracker.keyring.ring.Kid;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.SigningAlgorithm;
import dev.habittracker.keyring.ring.write.ReplaceNext;
import dev.habittracker.keyring.ring.write.Rotate;
import dev.habittracker.rotator.known.Command;
import dev.habittracker.rotator.known.Echo;
import dev.habittracker.rotator.scene.Scene;
import dev.habittracker.rotator.scene.Statuses;
import dev.habittracker.rotator.scene.Story;

import static dev.habittracker.rotator.scene.Deciding.isHeldUp;
import static dev.habittracker.rotator.scene.Deciding.writes;
import static org.assertj.core.api.Assertions.assertThat;

/// NEXT signs only when everybody can have it, nobody says otherwise, and nobody can say otherwise unheard.
class GateTest {

    private static final Duration CLOCKS = Duration.ofSeconds(10);

    @Test
    void rotate_nextIsYoungerThanSpread_waitsAndSaysHowLong() {
        Scene scene = asked(Scene.created());
        Kid next = scene.ring().nextKey().kid();
        Instant everywhere = scene.ring().nextKey().published().plus(Story.SPREAD);

        scene.step(Story.SPREAD.minusMillis(1));

        assertThat(isHeldUp(scene).reason()).isEqualTo("NEXT " + next + " is too young until " + everywhere + "; spread"
                + " = poll 15 s + lag 5 s + 2S 10 s + W 5 s = 35 s");
    }

    @Test
    void rotate_nextIsAsOldAsSpread_isDone() {
        Scene scene = asked(Scene.created());

        scene.step(Story.SPREAD);

        writes(Rotate.class, scene);
    }

    @Test
    void rotate_vaultsNowIsAnInterval_theEarlierEndDecidesHowOldNextIs() {
        Scene scene = asked(Scene.created());

        scene.step(Story.SPREAD.minusMillis(1)).vaultsNowIsWide(Duration.ofSeconds(2));

        assertThat(isHeldUp(scene).reason()).contains("is too young until");
    }

    @Test
    void rotate_nobodyIsAMember_isDone_forNoMemberIsRequired() {
        Scene scene = asked(Scene.created()).membersGone();

        scene.step(Story.SPREAD);

        assertThat(writes(Rotate.class, scene).reason()).isEqualTo("asked for by olga");
    }

    @Test
    void rotate_aLiveMemberLacksNext_waitsAndSaysForWhom() {
        Scene scene = asked(Scene.created());
        Ring ring = scene.ring();
        Kid next = ring.nextKey().kid();
        scene.member(Statuses.using("m-1", ring, scene.now()))
                .member(Statuses.without(Statuses.using("m-2", ring, scene.now()), next));

        scene.step(Story.SPREAD);

        Decision.Wait wait = isHeldUp(scene);
        assertThat(wait.members()).containsExactly("m-2 (habit-api)");
        assertThat(wait.reason()).isEqualTo(
                "these live members have not proved that they can use NEXT " + next + ": m-2 (habit-api)");
        assertThat(wait.requests()).extracting(request -> request.id()).containsExactly("r-1");
    }

    @Test
    void rotate_aLiveMemberHasNoRingYet_waitsForIt() {
        Scene scene = asked(Scene.created());
        scene.member(Statuses.of("m-1", MemberRole.MEMBER, 1, null, scene.now()));

        scene.step(Story.SPREAD);

        assertThat(isHeldUp(scene).members()).containsExactly("m-1 (habit-api)");
    }

    @Test
    void rotate_aRotatorLacksNext_waitsForItToo() {
        Scene scene = asked(Scene.created());
        scene.member(Statuses.of("r-2", MemberRole.ROTATOR, 1, null, scene.now()));

        scene.step(Story.SPREAD);

        assertThat(isHeldUp(scene).members()).containsExactly("r-2 (rotator)");
    }

    @Test
    void rotate_aMemberThatIsNotLiveLacksNext_isDone() {
        Scene scene = asked(Scene.created());
        Ring ring = scene.ring();
        scene.member(Statuses.without(Statuses.using("m-1", ring, scene.now()), ring.nextKey().kid()), false);

        scene.step(Story.SPREAD);

        writes(Rotate.class, scene);
    }

    @Test
    void rotate_aLiveMembersSelfTestOfAReplacedNextFailed_waitsForIt() {
        Scene scene = Scene.created();
        scene.write(new ReplaceNext());
        Ring ring = scene.ring();
        asked(scene).member(Statuses.failing(Statuses.using("m-1", ring, scene.now()), ring.nextKey().kid()));

        scene.step(Story.SPREAD);

        assertThat(isHeldUp(scene).members()).containsExactly("m-1 (habit-api)");
    }

    @Test
    void rotate_theRotatorDoesNotHearItself_waits() {
        Scene scene = asked(Scene.created()).echo(new Echo.State.Silent(Set.of(2, 0)));

        scene.step(Story.SPREAD);

        assertThat(isHeldUp(scene).reason())
                .isEqualTo("this rotator does not hear itself on partitions [0, 2] of the members topic");
    }

    @Test
    void rotate_theRotatorHasNotListenedLongEnough_waits() {
        Scene scene = asked(Scene.created()).echo(new Echo.State.Listening(Duration.ofSeconds(7)));

        scene.step(Story.SPREAD);

        assertThat(isHeldUp(scene).reason())
                .isEqualTo("this rotator listens for 7 s longer before it takes silence for absence");
    }

    @Test
    void rotate_kafkaGivesNoAnswer_waits() {
        Scene scene = asked(Scene.created()).kafkaAway();

        scene.step(Story.SPREAD);

        assertThat(isHeldUp(scene).reason()).isEqualTo(
                "Kafka cannot be reached, so nobody can be asked whether they have NEXT: no broker answers");
    }

    @Test
    void rotate_publicKeyWithoutMembers_waitsForTheCacheOfTheJwksFromSpreadOn() {
        Scene scene = asked(Scene.created(Story.policy(SigningAlgorithm.ES256)));
        Kid next = scene.ring().nextKey().kid();
        Instant served = scene.ring().nextKey().published().plus(Story.SPREAD);

        scene.step(Story.SPREAD.plus(Story.JWKS_CACHE).minusMillis(1));
        assertThat(isHeldUp(scene).reason()).isEqualTo("NEXT " + next + " stands in the JWKS of every member since "
                + served + ", and whoever reads the JWKS may keep it for 300 s, until "
                + served.plus(Story.JWKS_CACHE));

        scene.step(Duration.ofMillis(1));
        writes(Rotate.class, scene);
    }

    @Test
    void rotate_publicKeyAppliedLateByOneMember_waitsForTheCacheFromThenOnAndForBothClocks() {
        Scene scene = asked(Scene.created(Story.policy(SigningAlgorithm.ES256)));
        Ring ring = scene.ring();
        Instant late = scene.now().plus(Duration.ofMinutes(2));
        scene.member(Statuses.using("m-1", ring, scene.now().plus(Story.SECOND)))
                .member(Statuses.using("m-2", ring, late));

        scene.step(Duration.ofMinutes(2).plus(CLOCKS).plus(Story.JWKS_CACHE).minusMillis(1));
        assertThat(isHeldUp(scene).reason())
                .endsWith("until " + late.plus(CLOCKS).plus(Story.JWKS_CACHE));

        scene.step(Duration.ofMillis(1));
        writes(Rotate.class, scene);
    }

    @Test
    void rotate_publicKeyAppliedSoonByAllWhoAreHeard_waitsFromSpreadOn_forThoseWhoAreNotHeard() {
        Scene scene = asked(Scene.created(Story.policy(SigningAlgorithm.ES256)));
        scene.member(Statuses.using("m-1", scene.ring(), scene.now().plus(Story.SECOND)));

        scene.step(Story.SPREAD.plus(Story.JWKS_CACHE).minusMillis(1)).vaultsNowIsWide(Duration.ofSeconds(2));
        assertThat(isHeldUp(scene).reason()).contains("may keep it for 300 s");

        scene.step(Duration.ofMillis(1));
        writes(Rotate.class, scene);
    }

    @Test
    void rotate_publicKeyAppliedLateByARotatorOrByOneThatIsGone_doesNotWaitForThem_forTheyServeNoJwks() {
        Scene scene = asked(Scene.created(Story.policy(SigningAlgorithm.ES256)));
        Ring ring = scene.ring();
        Instant late = scene.now().plus(Duration.ofMinutes(2));
        scene.member(Statuses.of("r-2", MemberRole.ROTATOR, 1, ring, late))
                .member(Statuses.using("m-1", ring, late), false);

        scene.step(Story.SPREAD.plus(Story.JWKS_CACHE));

        writes(Rotate.class, scene);
    }

    @Test
    void rotate_symmetricKeyAppliedLate_doesNotWaitForAnyCache() {
        Scene scene = asked(Scene.created());
        scene.member(Statuses.using("m-1", scene.ring(), scene.now().plus(Story.SPREAD)));

        scene.step(Story.SPREAD);

        writes(Rotate.class, scene);
    }

    private static Scene asked(Scene scene) {
        scene.asked("r-1", new Command.RotateNow());
        return scene;
    }
}
