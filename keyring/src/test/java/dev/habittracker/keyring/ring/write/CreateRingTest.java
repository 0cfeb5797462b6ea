package dev.habittracker.keyring.ring.write;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.habittracker.events.KeyEvent;
import dev.habittracker.events.RingCreated;
import dev.habittracker.events.WriteHeader;
import dev.habittracker.keyring.ring.JournalEntry;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.RingKey;
import dev.habittracker.keyring.ring.Rings;
import dev.habittracker.keyring.ring.VaultTime;

import static org.assertj.core.api.Assertions.assertThat;

class CreateRingTest {

    @Test
    void create_noSecret_makesFreshActiveAndNextUnderThePolicy() {
        SteppedRing stepped = SteppedRing.none();

        KeyEvent event = stepped.write(new CreateRing(Rings.POLICY));

        Ring ring = stepped.ring();
        RingKey active = ring.activeKey();
        RingKey next = ring.nextKey();
        assertThat(ring.epoch()).isEqualTo(Rings.EPOCH);
        assertThat(ring.version()).isEqualTo(1);
        assertThat(ring.keys()).containsExactly(active, next);
        assertThat(ring.activated()).isEqualTo(Rings.START);
        assertThat(ring.hold()).isNull();
        assertThat(ring.carried()).isEmpty();
        assertThat(ring.revoked()).isEmpty();
        assertThat(ring.keys()).allSatisfy(key -> {
            assertThat(key.kid().minted()).isEqualTo(ring.position());
            assertThat(key.maxTokenLifetime()).isEqualTo(Rings.POLICY.maxTokenLifetime());
            assertThat(key.signingLease()).isEqualTo(Rings.POLICY.signingLease());
            assertThat(key.published()).isEqualTo(Rings.START);
            assertThat(key.withoutKid()).isFalse();
        });
        assertThat(active.material()).isNotEqualTo(next.material());
        assertThat(event).isEqualTo(new RingCreated(new WriteHeader(Rings.KEYRING, Rings.EPOCH, 1, "w-1", Rings.START,
                "a test asked for it", "r-1", "olga"), active.toRef(), next.toRef()));
        assertThat(ring.journal()).isEqualTo(List.of(JournalEntry.of(event)));
        assertThat(ring.journal().getFirst().toEvent()).contains(event);
    }

    @Test
    void create_vaultsNowIsAnInterval_countsAsDecidedAtItsEnd() {
        SteppedRing stepped = SteppedRing.none().at(VaultTime.of(Rings.START, Duration.ofMillis(500)));

        KeyEvent event = stepped.write(new CreateRing(Rings.POLICY));

        assertThat(event.header().decided()).isEqualTo(Rings.START.plusMillis(1_500));
        assertThat(stepped.ring().epoch()).isEqualTo(Rings.EPOCH + 1);
    }

    @Test
    void create_aRingStands_isRefused() {
        assertThat(SteppedRing.created().refuse(new CreateRing(Rings.POLICY))).isEqualTo(new WriteOutcome.Refused(
                Refusal.RING_EXISTS, "keyring habit-tracker has a ring already, at 1795507200.1"));
    }
}
