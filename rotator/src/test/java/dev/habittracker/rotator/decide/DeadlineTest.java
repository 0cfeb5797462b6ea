package dev.habittracker.rotator.decide;

import java.time.Duration;
import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.habittracker.keyring.ring.Kid;
import dev.habittracker.keyring.ring.write.Retire;
import dev.habittracker.keyring.ring.write.Rotate;
import dev.habittracker.keyring.store.StoreReading;
import dev.habittracker.rotator.known.Command;
import dev.habittracker.rotator.known.Echo;
import dev.habittracker.rotator.known.OpenRequest;
import dev.habittracker.rotator.scene.Scene;
import dev.habittracker.rotator.scene.Statuses;
import dev.habittracker.rotator.scene.Story;

import static dev.habittracker.rotator.scene.Deciding.decide;
import static dev.habittracker.rotator.scene.Deciding.finishes;
import static dev.habittracker.rotator.scene.Deciding.isHeldUp;
import static dev.habittracker.rotator.scene.Deciding.writes;
import static org.assertj.core.api.Assertions.assertThat;

/// What members hold up beyond the deadline ends as blocked or goes on; what anything else holds up ends as blocked.
class DeadlineTest {

    @Test
    void request_heldUpByAMemberForLessThanTheDeadline_waits() {
        Scene scene = heldUpByAMember();
        scene.asked("r-1", new Command.RotateNow());

        isHeldUp(scene.step(Story.DEADLINE.minusMillis(1)).vaultsNowIsWide(Duration.ofSeconds(2)));
    }

    @Test
    void request_heldUpByAMemberUntilTheDeadline_endsBlockedAndKeepsNext() {
        Scene scene = heldUpByAMember();
        Kid next = scene.ring().nextKey().kid();
        OpenRequest request = scene.asked("r-1", new Command.RotateNow());

        Decision.Finish finish = finishes(scene.step(Story.DEADLINE));

        assertThat(finish.request()).isEqualTo(request);
        assertThat(finish.outcome()).isEqualTo(Outcome.BLOCKED);
        assertThat(finish.position()).isNull();
        assertThat(finish.reason()).isEqualTo("not done within 600 s: these live members have not proved that they can"
                + " use NEXT " + next + ": m-1 (habit-api)");
        assertThat(scene.ring().nextKey().kid()).isEqualTo(next);
    }

    @Test
    void request_afterABlockedOne_usesTheSameNext() {
        Scene scene = heldUpByAMember().step(Story.DEADLINE).membersGone();
        Kid next = scene.ring().nextKey().kid();
        scene.asked("r-2", new Command.RotateNow());

        writes(Rotate.class, scene);
        scene.write(new Rotate());

        assertThat(scene.ring().active()).isEqualTo(next);
    }

    @Test
    void request_heldUpByAMemberUntilTheDeadlineAndThePolicySaysProceed_goesOnAndSaysWithoutWhom() {
        Scene scene = heldUpByAMember();
        scene.keeping().proceedOnDeadline();
        scene.asked("r-1", new Command.RotateNow());

        isHeldUp(scene.step(Story.DEADLINE.minusMillis(1)));
        assertThat(writes(Rotate.class, scene.step(Duration.ofMillis(1))).reason()).isEqualTo(
                "asked for by olga; past the deadline of 600 s it goes on without [m-1 (habit-api)]");
    }

    @Test
    void request_heldUpByTheEchoUntilTheDeadlineAndThePolicySaysProceed_endsBlocked_forTheEchoIsNeverWaived() {
        Scene scene = heldUpByAMember().echo(new Echo.State.Silent(Set.of(0)));
        scene.keeping().proceedOnDeadline();
        scene.asked("r-1", new Command.RotateNow());

        assertThat(finishes(scene.step(Story.DEADLINE)).outcome()).isEqualTo(Outcome.BLOCKED);
    }

    @Test
    void request_heldUpByKafkaUntilTheDeadlineAndThePolicySaysProceed_endsBlocked() {
        Scene scene = Scene.created().kafkaAway();
        scene.keeping().proceedOnDeadline();
        scene.asked("r-1", new Command.RotateNow());

        assertThat(finishes(scene.step(Story.DEADLINE)).outcome()).isEqualTo(Outcome.BLOCKED);
    }

    @Test
    void request_heldUpByClocksUntilTheDeadlineAndThePolicySaysProceed_endsBlocked() {
        Scene scene = Scene.created().localClockAhead(Duration.ofMinutes(1));
        scene.keeping().proceedOnDeadline();
        scene.asked("r-1", new Command.RotateNow());

        assertThat(finishes(scene.step(Story.DEADLINE)).reason())
                .startsWith("not done within 600 s: Vault's clock and this rotator's differ by 60 s");
    }

    @Test
    void request_heldUpBehindARetirementThatWaits_endsBlockedToo() {
        Scene scene = Scene.created();
        scene.rotate();
        scene.step(Story.OVERLAP.plusSeconds(10));
        writes(Retire.class, scene);
        scene.asked("r-1", new Command.RotateNow());
        scene.localClockAhead(Duration.ofMinutes(1));

        assertThat(isHeldUp(scene).requests()).extracting(OpenRequest::id).containsExactly("r-1");
        assertThat(finishes(scene.step(Story.DEADLINE)).outcome()).isEqualTo(Outcome.BLOCKED);
    }

    @Test
    void request_heldUpByADeletedSecretUntilTheDeadline_endsBlocked() {
        Scene scene = Scene.created();
        scene.asked("r-1", new Command.RotateNow());
        scene.step(Story.DEADLINE).vaultHas(new StoreReading.Deleted(scene.gathered().now(), 1, false));

        assertThat(finishes(scene).reason())
                .isEqualTo("not done within 600 s: version 1 of the secret was deleted; `restore` brings it back");
    }

    @Test
    void request_ofAnotherKind_hasNoDeadline() {
        Scene scene = Scene.created();
        scene.asked("r-1", new Command.RestoreDeleted());
        scene.step(Story.DEADLINE).vaultHas(new StoreReading.Malformed(scene.gathered().now(), 2, "no ring"));

        assertThat(isHeldUp(scene).requests()).hasSize(1);
    }

    @Test
    void dueRotation_heldUpByAMemberUntilTheDeadline_waitsOn() {
        Scene scene = heldUpByAMember();

        assertThat(isHeldUp(scene.step(Story.PERIOD.plus(Story.DEADLINE))).members()).hasSize(1);
    }

    @Test
    void dueRotation_heldUpByAMemberUntilTheDeadlineAndThePolicySaysProceed_goesOn() {
        Scene scene = heldUpByAMember();
        scene.keeping().proceedOnDeadline();

        assertThat(decide(scene.step(Story.PERIOD.minus(Story.SPREAD).plus(Story.DEADLINE).minusMillis(1))))
                .isInstanceOf(Decision.Wait.class);
        writes(Rotate.class, scene.step(Duration.ofMillis(1)));
    }

    private static Scene heldUpByAMember() {
        Scene scene = Scene.created();
        return scene.step(Story.SPREAD).member(Statuses.without(Statuses.using("m-1", scene.ring(), scene.now()),
                scene.ring().nextKey().kid()));
    }
}
