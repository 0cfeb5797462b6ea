package dev.habittracker.rotator.decide;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.habittracker.events.KeyEvent;
import dev.habittracker.keyring.ring.Kid;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.write.AcceptRing;
import dev.habittracker.keyring.ring.write.AdoptSecret;
import dev.habittracker.keyring.ring.write.BareSecret;
import dev.habittracker.keyring.ring.write.ChangePolicy;
import dev.habittracker.keyring.ring.write.ReplaceNext;
import dev.habittracker.keyring.ring.write.Resume;
import dev.habittracker.keyring.ring.write.Retire;
import dev.habittracker.keyring.ring.write.RevokeAll;
import dev.habittracker.keyring.ring.write.RevokeKey;
import dev.habittracker.keyring.ring.write.RingWrite;
import dev.habittracker.keyring.ring.write.RollBack;
import dev.habittracker.rotator.scene.CountingMint;
import dev.habittracker.rotator.scene.Scene;
import dev.habittracker.rotator.scene.Story;

import static org.assertj.core.api.Assertions.assertThat;

/// The kids that a write leaves are the same whether they are reckoned from its event or read from the ring.
class KidsAfterTest {

    private final Scene scene = Scene.created();
    private Set<Kid> kids = kids(scene.ring());

    @Test
    void apply_theEventOfEachKindOfWrite_leavesTheKidsThatTheRingHas() {
        Kid first = scene.ring().active();
        follow(scene.rotate());
        write(new RollBack(first, false));
        write(new Resume());
        write(new ReplaceNext());
        write(new ChangePolicy(Story.policy(Duration.ofMinutes(20)), false));
        write(new RevokeKey(scene.ring().retiringKeys().getFirst().kid()));
        write(new RevokeKey(scene.ring().active()));
        follow(scene.rotate());
        scene.step(Story.OVERLAP.plusMinutes(10));
        write(new Retire());
        follow(scene.rotate());
        Set<Kid> witness = new HashSet<>(kids(scene.ring()));
        witness.add(new Kid(scene.ring().epoch(), 99, "carry0"));
        scene.step(Story.SECOND);
        write(new AcceptRing(0, witness, false, Set.of(), Story.LIFETIME, Story.LEASE));
        assertThat(scene.ring().carried()).hasSize(1);
        write(new RevokeKey(new Kid(witness.iterator().next().epoch(), 99, "carry0")));
        scene.put(CountingMint.secret(900));
        write(new AdoptSecret(new BareSecret(CountingMint.secret(900), scene.version()), Story.POLICY));
        write(new RevokeAll());
    }

    @Test
    void apply_theRingsCreation_leavesItsTwoKeys() {
        KeyEvent created = scene.ring().journal().getFirst().toEvent().orElseThrow();

        assertThat(KidsAfter.apply(Set.of(new Kid(1, 1, "before")), created)).isEqualTo(kids);
    }

    @Test
    void lifetimeOf_isTheLongestOfTheKeysThatTheEventNames() {
        assertThat(KidsAfter.lifetimeOf(scene.write(new ChangePolicy(Story.policy(Duration.ofMinutes(20)), false))))
                .isEmpty();
        assertThat(KidsAfter.lifetimeOf(scene.write(new RevokeAll()))).hasValue(Duration.ofMinutes(20));
    }

    private void write(RingWrite write) {
        follow(scene.write(write));
    }

    private void follow(KeyEvent event) {
        kids = KidsAfter.apply(kids, event);
        assertThat(kids).as(event.type().wireName()).isEqualTo(kids(scene.ring()));
    }

    private static Set<Kid> kids(Ring ring) {
        Set<Kid> kids = new HashSet<>();
        ring.keys().forEach(key -> kids.add(key.kid()));
        ring.carried().forEach(key -> kids.add(key.kid()));
        return kids;
    }
}
