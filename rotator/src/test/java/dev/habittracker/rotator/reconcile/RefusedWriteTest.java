package dev.habittracker.rotator.reconcile;

import org.junit.jupiter.api.Test;

import dev.habittracker.keyring.ring.Hold;
import dev.habittracker.keyring.ring.Kid;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.write.Rotate;
import dev.habittracker.rotator.decide.Outcome;
import dev.habittracker.rotator.known.Command;
import dev.habittracker.rotator.scene.Story;

import static org.assertj.core.api.Assertions.assertThat;

/// What the ring itself refuses ends the request with the ring's own words, and writes nothing.
class RefusedWriteTest {

    @Test
    void rollBack_theKeysExpIsNearerThanSpread_isRefusedWithTheArithmetic() {
        World world = rotated();
        Kid former = world.ring().retiringKeys().getFirst().kid();
        world.clock.step(Story.OVERLAP.minus(Story.SPREAD).plusMillis(1));

        MemoryRequests.End end = ask(world, new Command.RollBackTo(former, world.ring().position(), false));

        assertThat(end.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(end.reason()).isEqualTo("kid " + former + " expires in 34.999 s, before every member could have the"
                + " ring that brings it back; spread = poll 15 s + lag 5 s + 2S 10 s + W 5 s = 35 s");
    }

    @Test
    void rollBack_theKeysExpIsAsFarAsSpread_isDoneAndPutsRotationOnHold() {
        World world = rotated();
        Kid former = world.ring().retiringKeys().getFirst().kid();
        world.clock.step(Story.OVERLAP.minus(Story.SPREAD));

        MemoryRequests.End end = ask(world, new Command.RollBackTo(former, world.ring().position(), false));

        assertThat(end.outcome()).isEqualTo(Outcome.DONE);
        assertThat(end.position()).isEqualTo(world.ring().position());
        assertThat(world.ring().active()).isEqualTo(former);
        assertThat(world.ring().hold()).isEqualTo(new Hold(world.clock.instant(), "olga"));
    }

    @Test
    void rollBack_toNext_isRefused() {
        World world = rotated();
        Ring before = world.ring();

        MemoryRequests.End end = ask(world, new Command.RollBackTo(before.nextKey().kid(), before.position(), false));

        assertThat(end.reason()).endsWith("is NEXT; only a RETIRING key can be rolled back to");
        assertThat(world.ring()).isEqualTo(before);
    }

    @Test
    void revoke_aKidThatTheRingDoesNotList_isRefused_forItsTokensAreRefusedAlready() {
        World world = rotated();
        Ring before = world.ring();
        Kid unknown = new Kid(before.epoch(), 1, "nobody");

        MemoryRequests.End end = ask(world, new Command.RevokeKid(unknown));

        assertThat(end.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(end.reason()).contains("is not in the ring at " + before.position());
        assertThat(world.ring()).isEqualTo(before);
        assertThat(world.history.steps()).noneMatch(step -> step.startsWith("write RevokeKey"));
    }

    private static World rotated() {
        World world = World.withRing();
        world.write(new Rotate());
        return world;
    }

    private static MemoryRequests.End ask(World world, Command command) {
        world.ask("r-1", command);
        world.tick();
        return world.requests.ends().getOrDefault("r-1", new MemoryRequests.End(Outcome.BLOCKED, null, "open"));
    }
}
