package dev.habittracker.rotator.reconcile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import dev.habittracker.events.KeyEvent;
import dev.habittracker.keyring.ring.JournalEntry;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.write.Rotate;
import dev.habittracker.rotator.decide.Decision;
import dev.habittracker.rotator.decide.Journals;
import dev.habittracker.rotator.decide.Outcome;
import dev.habittracker.rotator.known.Command;
import dev.habittracker.rotator.known.PolicyChange;
import dev.habittracker.rotator.scene.Story;

import static org.assertj.core.api.Assertions.assertThat;

/// Something that rotators have to do, and what must have come of it whoever did which part of it how often.
///
/// @param begin  the world before
/// @param events the kinds of event that the ring's journal must have afterwards
enum Scenario {

    /** Two schedulers asked for a rotation. */
    ASKED_TWICE(() -> {
        World world = World.withRing();
        world.ask("r-1", new Command.RotateNow());
        world.ask("r-2", new Command.RotateNow());
        return world;
    }, "ring-created", "key-rotated"),

    /** A rotation is due, and somebody asks for one as well. */
    DUE_AND_ASKED(() -> {
        World world = World.withRing();
        world.clock.step(Story.PERIOD);
        world.ask("r-1", new Command.RotateNow());
        return world;
    }, "ring-created", "key-rotated"),

    /** A key expired, and the next rotation is due. */
    RETIREMENT_AND_DUE(() -> {
        World world = World.withRing();
        world.write(new Rotate());
        world.clock.step(Story.PERIOD);
        return world;
    }, "ring-created", "key-rotated", "key-retired", "key-rotated"),

    /** The key that signs is to be revoked. */
    REVOCATION(() -> {
        World world = World.withRing();
        world.ask("r-1", new Command.RevokeKid(world.ring().active()));
        return world;
    }, "ring-created", "key-revoked"),

    /** Everything is to be revoked, and somebody asked for a rotation. */
    REVOCATION_AND_ASKED(() -> {
        World world = World.withRing();
        world.ask("r-1", new Command.RotateNow());
        world.ask("r-2", new Command.RevokeEverything());
        return world;
    }, "ring-created", "ring-revoked", "key-rotated"),

    /** A longer lifetime is asked for. */
    POLICY(() -> {
        World world = World.withRing();
        world.ask("r-1", new Command.ChangeRules(new PolicyChange(null, Duration.ofMinutes(20), null), false));
        return world;
    }, "ring-created", "policy-changed"),

    /** What members heard is to be forgotten. */
    FORGET(() -> {
        World world = World.withRing();
        world.ask("r-1", new Command.ForgetHeard());
        return world;
    }, "ring-created"),

    /** There is no secret. */
    CREATION(World::empty, "ring-created"),

    /** A secret was put by hand over the ring. */
    ADOPTION(() -> {
        World world = World.withRing();
        world.store.putBareSecret("a-secret-that-somebody-put-by-hand-1234567890");
        return world;
    }, "ring-created", "foreign-write", "key-adopted");

    private final Supplier<World> begin;
    private final List<String> events;

    Scenario(Supplier<World> begin, String... events) {
        this.begin = begin;
        this.events = List.of(events);
    }

    World begin() {
        return begin.get();
    }

    /// Whoever comes last finishes what others left; then everything must stand as if one rotator had done it alone.
    void verify(World world) {
        world.tick();
        if (this == REVOCATION_AND_ASKED) {
            // NEXT is fresh: the rotation that was asked for has to wait for it
            world.clock.step(Story.SPREAD);
            world.everybodyApplied();
            world.tick();
        }
        Ring ring = world.ring();
        assertThat(ring.journal()).extracting(JournalEntry::event).containsExactlyElementsOf(events);
        assertThat(ring.journal()).extracting(JournalEntry::version).first().isEqualTo(1L);
        publishedOnceAndInOrder(world, ring);
        assertThat(world.requests.open(Story.KEYRING)).isEmpty();
        assertThat(world.requests.ends().values()).allSatisfy(end -> {
            assertThat(end.outcome()).isEqualTo(Outcome.DONE);
            assertThat(ring.journal()).extracting(Journals::position).contains(end.position());
        });
        assertThat(world.history.rows()).hasSize(events.size()).allMatch(MemoryHistory.Row::published)
                .extracting(row -> row.write().writeId())
                .containsExactlyInAnyOrderElementsOf(ring.journal().stream().map(JournalEntry::writeId).toList());
        assertThat(world.store.readable()).allMatch(version -> version >= newestRemoval(ring));
        assertThat(world.told.isEmpty()).isEqualTo(this != FORGET);
        assertThat(world.tick().decision()).isInstanceOf(Decision.Wait.class);
        assertThat(world.ring()).isEqualTo(ring);
    }

    /// Repeats are allowed; of every version there is one event, and none comes before those below it.
    private static void publishedOnceAndInOrder(World world, Ring ring) {
        Set<Long> sent = new HashSet<>();
        List<String> writeIds = new ArrayList<>();
        for (KeyEvent event : world.topic.tail(Story.KEYRING).events()) {
            long version = event.header().version();
            assertThat(version == 1 || sent.contains(version - 1)).as("version %s has those below it", version)
                    .isTrue();
            if (sent.add(version)) {
                writeIds.add(event.header().writeId());
            } else {
                assertThat(writeIds).contains(event.header().writeId());
            }
        }
        assertThat(writeIds).containsExactlyElementsOf(ring.journal().stream().map(JournalEntry::writeId).toList());
    }

    private static long newestRemoval(Ring ring) {
        return ring.journal().stream()
                .filter(entry -> Set.of("key-revoked", "ring-revoked", "key-retired", "key-adopted")
                        .contains(entry.event()))
                .mapToLong(JournalEntry::version).max().orElse(1);
    }
}
