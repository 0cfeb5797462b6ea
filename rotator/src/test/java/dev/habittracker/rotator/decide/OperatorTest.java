package dev.habittracker.rotator.decide;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.habittracker.events.Position;
import dev.habittracker.keyring.ring.Kid;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.write.Resume;
import dev.habittracker.keyring.ring.write.RollBack;
import dev.habittracker.keyring.ring.write.Rotate;
import dev.habittracker.rotator.known.Command;
import dev.habittracker.rotator.known.OpenRequest;
import dev.habittracker.rotator.scene.Scene;
import dev.habittracker.rotator.scene.Statuses;
import dev.habittracker.rotator.scene.Story;

import static dev.habittracker.rotator.scene.Deciding.finishes;
import static dev.habittracker.rotator.scene.Deciding.isHeldUp;
import static dev.habittracker.rotator.scene.Deciding.writes;
import static org.assertj.core.api.Assertions.assertThat;

/// Commands besides rotations and revocations.
class OperatorTest {

    @Test
    void rollBack_onSightOfTheRingThatStands_isWritten() {
        Scene scene = rotated();
        Kid first = scene.ring().retiringKeys().getFirst().kid();
        OpenRequest request = scene.asked("r-1", new Command.RollBackTo(first, scene.ring().position(), false));

        assertThat(writes(RollBack.class, scene)).isEqualTo(new Decision.Write(new RollBack(first, false), scene.ring(),
                scene.version(), "an operator rolls back to " + first, List.of(request)));
    }

    @Test
    void rollBack_onSightOfAnOlderRing_isRefusedAsOutdated() {
        Scene scene = Scene.created();
        Kid first = scene.ring().active();
        Position seen = scene.ring().position();
        scene.rotate();
        scene.asked("r-1", new Command.RollBackTo(first, seen, false));

        Decision.Finish finish = finishes(scene);

        assertThat(finish.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(finish.reason()).isEqualTo("the command was given on sight of the ring at " + seen
                + ", but the ring is at " + scene.ring().position() + " by now, signing with " + scene.ring().active()
                + ": look at it again and repeat the command");
    }

    @Test
    void rollBack_membersAreBehindAndKafkaIsAway_waitsForNeither() {
        Scene scene = rotated();
        scene.member(Statuses.without(Statuses.using("m-1", scene.ring(), scene.now()), scene.ring().active()))
                .kafkaAway();
        scene.asked("r-1", new Command.RollBackTo(scene.ring().retiringKeys().getFirst().kid(),
                scene.ring().position(), false));

        writes(RollBack.class, scene);
    }

    @Test
    void rollBack_clocksDiffer_waits_forItSetsAnExp() {
        Scene scene = rotated().localClockAhead(Duration.ofSeconds(7));
        scene.asked("r-1", new Command.RollBackTo(scene.ring().retiringKeys().getFirst().kid(),
                scene.ring().position(), false));

        assertThat(isHeldUp(scene).reason()).startsWith("Vault's clock and this rotator's differ by 7 s");
    }

    @Test
    void rollBack_wouldPushAnUnpublishedEntryOutOfTheJournal_waits() {
        Scene scene = rotated().unheardWrites(Ring.JOURNAL_LIMIT).kafkaAway();
        scene.asked("r-1", new Command.RollBackTo(scene.ring().retiringKeys().getFirst().kid(),
                scene.ring().position(), false));

        Decision decision = Decide.decide(scene.gathered(), EnumSet.of(Upkeep.DESTROY));

        assertThat(decision).isInstanceOf(Decision.Wait.class);
        assertThat(decision.reason()).startsWith("the journal is full, and the entry of");
    }

    @Test
    void rollBack_itsIdIsInTheJournal_isDone() {
        Scene scene = rotated();
        Kid first = scene.ring().retiringKeys().getFirst().kid();
        scene.asked("r-1", new Command.RollBackTo(first, scene.ring().position(), false));
        scene.writeUnheard(new RollBack(first, false), "r-1");

        assertThat(finishes(scene).outcome()).isEqualTo(Outcome.DONE);
    }

    @Test
    void resume_rotationIsOnHold_isWritten() {
        Scene scene = rotated();
        scene.write(new RollBack(scene.ring().retiringKeys().getFirst().kid(), false));
        scene.asked("r-1", new Command.ResumeRotation());

        assertThat(writes(Resume.class, scene).reason()).isEqualTo("an operator ends the hold on rotation");
    }

    @Test
    void resume_rotationIsNotOnHold_isRefused() {
        Scene scene = Scene.created();
        scene.asked("r-1", new Command.ResumeRotation());

        assertThat(finishes(scene).reason()).isEqualTo("rotation is not on hold");
    }

    @Test
    void command_behindOneThatWaits_isAnsweredAllTheSame() {
        Scene scene = rotated().localClockAhead(Duration.ofSeconds(7));
        scene.asked("r-1", new Command.RollBackTo(scene.ring().retiringKeys().getFirst().kid(),
                scene.ring().position(), false));
        OpenRequest second = scene.asked("r-2", new Command.ResumeRotation());

        assertThat(finishes(scene).request()).isEqualTo(second);
    }

    @Test
    void commands_severalOfThem_theOldestIsFirst() {
        Scene scene = rotated();
        OpenRequest first = scene.asked("r-1", new Command.ResumeRotation());
        scene.asked("r-2", new Command.ForgetHeard());

        assertThat(finishes(scene).request()).isEqualTo(first);
    }

    @Test
    void rotate_nobodyKnewTheRingWhenItWasAcceptedAndARotationCameClearlyLater_isServedByIt() {
        Scene scene = Scene.created();
        OpenRequest request = unseen(scene);
        scene.rotate();

        assertThat(finishes(scene.open(request)).outcome()).isEqualTo(Outcome.DONE);
    }

    @Test
    void rotate_nobodyKnewTheRingWhenItWasAcceptedAndARotationCameWithinTheClocksError_isNotTakenForServed() {
        Scene scene = Scene.created().step(Story.SPREAD.minusSeconds(6));
        OpenRequest request = unseen(scene);
        scene.step(Duration.ofSeconds(6));
        scene.write(new Rotate());

        isHeldUp(scene.open(request));
    }

    private static OpenRequest unseen(Scene scene) {
        return new OpenRequest("r-9", new Command.RotateNow(), scene.now(), null, "olga", null);
    }

    private static Scene rotated() {
        Scene scene = Scene.created();
        scene.rotate();
        return scene;
    }
}
