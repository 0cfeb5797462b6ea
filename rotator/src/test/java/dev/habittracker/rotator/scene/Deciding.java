package dev.habittracker.rotator.scene;

import dev.habittracker.keyring.ring.write.RingWrite;
import dev.habittracker.rotator.decide.Decide;
import dev.habittracker.rotator.decide.Decision;

import static org.assertj.core.api.Assertions.assertThat;

/// What is decided in a scene, as the kind of decision that a test expects.
public final class Deciding {

    private Deciding() {}

    /// Whatever is decided.
    public static Decision decide(Scene scene) {
        return Decide.decide(scene.gathered());
    }

    /// The wait that is decided.
    public static Decision.Wait waits(Scene scene) {
        return as(Decision.Wait.class, scene);
    }

    /// The wait for something that is wanted.
    public static Decision.Wait isHeldUp(Scene scene) {
        Decision.Wait wait = waits(scene);
        assertThat(wait.pending()).as(wait.reason()).isTrue();
        return wait;
    }

    /// The wait for nothing.
    public static Decision.Wait isIdle(Scene scene) {
        Decision.Wait wait = waits(scene);
        assertThat(wait.pending()).as(wait.reason()).isFalse();
        return wait;
    }

    /// The write of that kind that is decided.
    public static Decision.Write writes(Class<? extends RingWrite> kind, Scene scene) {
        Decision.Write write = as(Decision.Write.class, scene);
        assertThat(write.write()).as(write.reason()).isInstanceOf(kind);
        return write;
    }

    /// The end of a request that is decided.
    public static Decision.Finish finishes(Scene scene) {
        return as(Decision.Finish.class, scene);
    }

    /// The decision of that kind.
    public static <D extends Decision> D as(Class<D> kind, Scene scene) {
        Decision decision = decide(scene);
        assertThat(decision).as(decision.reason()).isInstanceOf(kind);
        return kind.cast(decision);
    }
}
