package dev.habittracker.rotator.decide;

import java.util.List;
import java.util.function.Function;

import org.junit.jupiter.api.Test;

import dev.habittracker.rotator.known.Command;
import dev.habittracker.rotator.known.Gathered;
import dev.habittracker.rotator.known.OpenRequest;
import dev.habittracker.rotator.scene.Scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// One request that breaks the deciding stops no other.
class UnworkableTest {

    private static final Decision REST = Decision.Wait.idle("the rest goes on");

    private final Scene scene = Scene.created();

    @Test
    void decide_nothingBreaks_isWhatWasDecided() {
        scene.asked("r-1", new Command.RotateNow());

        assertThat(Unworkable.decide(scene.gathered(), _ -> REST)).isSameAs(REST);
    }

    @Test
    void decide_oneRequestBreaksIt_isItsRefusal() {
        scene.asked("r-1", new Command.ResumeRotation());
        OpenRequest broken = scene.asked("r-2", new Command.RotateNow());
        scene.asked("r-3", new Command.RevokeEverything());

        assertThat(Unworkable.decide(scene.gathered(), breaksOn(broken))).isEqualTo(new Decision.Finish(broken,
                Outcome.REFUSED, null, "the rotator cannot work on it: ArithmeticException. Ask with other values"));
    }

    @Test
    void decide_theErrorIsNoRequests_isThrownAndEndsNoRequest() {
        scene.asked("r-1", new Command.RotateNow());
        IllegalStateException error = new IllegalStateException("the ring itself");

        assertThatThrownBy(() -> Unworkable.decide(scene.gathered(), _ -> {
            throw error;
        })).isSameAs(error);
    }

    private static Function<Gathered, Decision> breaksOn(OpenRequest broken) {
        return known -> {
            List<OpenRequest> requests = known.requests();
            if (requests.contains(broken)) {
                throw new ArithmeticException("long overflow");
            }
            return REST;
        };
    }
}
