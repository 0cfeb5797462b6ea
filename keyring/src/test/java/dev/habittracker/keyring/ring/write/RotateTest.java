package dev.habittracker.keyring.ring.write;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import dev.habittracker.events.KeyEvent;
import dev.habittracker.events.KeyRotated;
import dev.habittracker.keyring.ring.KeyState;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.RingKey;
import dev.habittracker.keyring.ring.Rings;
import dev.habittracker.keyring.ring.SigningAlgorithm;
import dev.habittracker.keyring.ring.VaultTime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RotateTest {

    private static final Instant DUE = Rings.START.plus(Rings.SPREAD);

    @Test
    void rotate_nextIsOldEnough_movesEveryKeyOneStateOn() {
        SteppedRing stepped = SteppedRing.created();
        Ring before = stepped.ring();

        KeyEvent event = stepped.at(DUE).write(new Rotate());

        Ring after = stepped.ring();
        RingKey former = after.find(before.active()).orElseThrow();
        assertThat(after.activeKey()).isEqualTo(before.nextKey());
        assertThat(after.activated()).isEqualTo(DUE);
        assertThat(former).isEqualTo(before.activeKey().retiring(DUE.plus(Rings.OVERLAP)));
        assertThat(after.stateOf(former.kid(), DUE)).isEqualTo(KeyState.RETIRING);
        assertThat(after.nextKey().kid().minted()).isEqualTo(after.position());
        assertThat(after.nextKey().published()).isEqualTo(DUE);
        assertThat(after.keys()).hasSize(3);
        assertThat(event).isEqualTo(new KeyRotated(event.header(), before.nextKey().toRef(), former.toExpiry(),
                after.nextKey().toRef()));
        assertThat(event.header().version()).isEqualTo(2);
        assertThat(event.expiries()).containsExactly(former.toExpiry());
    }

    @Test
    void rotate_nextIsYoungerThanSpread_isRefusedWithTheSum() {
        SteppedRing stepped = SteppedRing.created().at(DUE.minusNanos(1));

        assertThat(stepped.refuse(new Rotate())).isEqualTo(new WriteOutcome.Refused(Refusal.NEXT_TOO_YOUNG, "NEXT "
                + stepped.ring().nextKey().kid() + " has been published for 34.999 s only; spread = poll 15 s"
                + " + lag 5 s + 2S 10 s + W 5 s = 35 s"));
    }

    @Test
    void rotate_onlyTheEndOfVaultsNowIsLateEnough_isRefused() {
        SteppedRing stepped = SteppedRing.created().at(new VaultTime(DUE.minusNanos(1), DUE.plusSeconds(1)));

        assertThat(stepped.refuse(new Rotate()).refusal()).isEqualTo(Refusal.NEXT_TOO_YOUNG);
    }

    @Test
    void rotate_vaultsNowIsAnInterval_countsTheOverlapFromItsEnd() {
        SteppedRing stepped = SteppedRing.created().at(new VaultTime(DUE, DUE.plusSeconds(2)));

        KeyEvent event = stepped.write(new Rotate());

        assertThat(event.expiries().getFirst().exp()).isEqualTo(DUE.plusSeconds(2).plus(Rings.OVERLAP));
    }

    @Test
    void rotate_theKeyIsLongerLivedThanThePolicyNow_countsTheOverlapByTheKey() {
        SteppedRing stepped = SteppedRing.created();
        stepped.write(new ChangePolicy(Rings.policy(Duration.ofMinutes(1), Duration.ofMinutes(1)), false));

        KeyEvent event = stepped.at(DUE).write(new Rotate());

        assertThat(event.expiries().getFirst().exp()).isEqualTo(DUE.plus(Rings.OVERLAP));
        assertThat(stepped.ring().nextKey().maxTokenLifetime()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void rotate_thePolicysAlgorithmIsAnother_waitsForAnotherNext() {
        SteppedRing stepped = SteppedRing.created();
        stepped.write(new ChangePolicy(Rings.policy(SigningAlgorithm.ES256), true));

        assertThat(stepped.at(DUE).refuse(new Rotate())).isEqualTo(new WriteOutcome.Refused(Refusal.WRONG_STATE, "NEXT "
                + stepped.ring().nextKey().kid()
                + " is for HS256 but the policy asks for ES256; NEXT is replaced first"));
    }

    @Test
    void rotate_moreThanOnce_keepsEveryRetiringKeyUntilItExpires() {
        SteppedRing stepped = SteppedRing.created();

        stepped.rotate();
        stepped.rotate();
        stepped.rotate();

        assertThat(stepped.ring().retiringKeys()).hasSize(3);
        assertThat(stepped.version()).isEqualTo(4);
    }

    @Test
    void rotate_contextOfAnotherVersion_throwsSinceTheJournalWouldHaveAGap() {
        SteppedRing stepped = SteppedRing.created().at(DUE).foreignVersions(1);

        assertThatThrownBy(() -> stepped.write(new Rotate())).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the journal goes from version 1 to 3");
    }
}
