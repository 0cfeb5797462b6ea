package dev.habittracker.keyring.ring.write;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.habittracker.events.KeyEvent;
import dev.habittracker.events.KeyRevoked;
import dev.habittracker.keyring.ring.KeyState;
import dev.habittracker.keyring.ring.Kid;
import dev.habittracker.keyring.ring.RevokedKey;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.RingKey;
import dev.habittracker.keyring.ring.Rings;
import dev.habittracker.keyring.ring.SigningAlgorithm;

import static org.assertj.core.api.Assertions.assertThat;

class RevokeKeyTest {

    @Test
    void revoke_theActiveKey_letsNextTakeOverHoweverYoungAndMintsAnotherNext() {
        SteppedRing stepped = SteppedRing.created();
        Ring before = stepped.ring();

        KeyEvent event = stepped.step(Duration.ofSeconds(1)).write(new RevokeKey(before.active()));

        Ring after = stepped.ring();
        assertThat(after.activeKey()).isEqualTo(before.nextKey());
        assertThat(after.activated()).isEqualTo(stepped.now());
        assertThat(after.lists(before.active())).isFalse();
        assertThat(after.stateOf(before.active(), stepped.now())).isEqualTo(KeyState.ABSENT);
        assertThat(after.nextKey().kid().minted()).isEqualTo(after.position());
        assertThat(after.revoked()).containsExactly(
                new RevokedKey(before.active(), before.activeKey().material().thumbprint()));
        assertThat(event).isEqualTo(new KeyRevoked(event.header(), List.of(before.active().toString()),
                before.nextKey().toRef(), after.nextKey().toRef()));
        assertThat(event.revokedKids()).containsExactly(before.active().toString());
    }

    @Test
    void revoke_theNextKey_mintsAnotherOneAndLeavesTheActiveKey() {
        SteppedRing stepped = SteppedRing.created();
        Ring before = stepped.ring();
        RingKey next = before.nextKey();

        KeyEvent event = stepped.step(Duration.ofSeconds(1)).write(new RevokeKey(next.kid()));

        Ring after = stepped.ring();
        assertThat(after.activeKey()).isEqualTo(before.activeKey());
        assertThat(after.activated()).isEqualTo(before.activated());
        assertThat(after.lists(next.kid())).isFalse();
        assertThat(after.nextKey().kid().minted()).isEqualTo(after.position());
        assertThat(event).isEqualTo(new KeyRevoked(event.header(), List.of(next.kid().toString()),
                before.activeKey().toRef(), after.nextKey().toRef()));
    }

    @Test
    void revoke_aRetiringKey_leavesActiveAndNext() {
        SteppedRing stepped = SteppedRing.created();
        Kid first = stepped.ring().active();
        stepped.rotate();
        Ring before = stepped.ring();

        KeyEvent event = stepped.write(new RevokeKey(first));

        Ring after = stepped.ring();
        assertThat(after.keys()).containsExactlyInAnyOrder(before.activeKey(), before.nextKey());
        assertThat(event).isEqualTo(new KeyRevoked(event.header(), List.of(first.toString()),
                before.activeKey().toRef(), before.nextKey().toRef()));
    }

    @Test
    void revoke_aCarriedKey_removesItWithoutAThumbprintSinceItsMaterialIsNotHere() {
        SteppedRing stepped = SteppedRing.created();
        Kid lost = Rings.kid(7, "lost00");
        stepped.step(Duration.ofMinutes(1))
                .write(new AcceptRing(0, Set.of(lost), false, Set.of(), Duration.ZERO, Duration.ZERO));

        stepped.write(new RevokeKey(lost));

        assertThat(stepped.ring().carried()).isEmpty();
        assertThat(stepped.ring().revoked()).isEmpty();
    }

    @Test
    void revoke_theActiveKeyWhileNextIsOfTheOtherKind_isNotBlocked() {
        SteppedRing stepped = SteppedRing.created();
        stepped.write(new ChangePolicy(Rings.policy(SigningAlgorithm.ES256), true));
        stepped.write(new ReplaceNext());

        stepped.write(new RevokeKey(stepped.ring().active()));

        assertThat(stepped.ring().activeKey().material().algorithm()).isEqualTo(SigningAlgorithm.ES256);
    }

    @Test
    void revoke_whileOnHold_keepsTheHold() {
        SteppedRing stepped = SteppedRing.created();
        Kid first = stepped.ring().active();
        stepped.rotate();
        stepped.write(new RollBack(first, false));

        stepped.write(new RevokeKey(first));

        assertThat(stepped.ring().hold()).isNotNull();
    }

    @Test
    void revoke_aKidThatIsNotThere_isRefused() {
        assertThat(SteppedRing.created().refuse(new RevokeKey(Rings.kid(1, "absent")))).isEqualTo(
                new WriteOutcome.Refused(Refusal.UNKNOWN_KID, "kid 1795507200.1.absent is not in the ring at"
                        + " 1795507200.1; its tokens are refused already"));
    }

    @Test
    void revokeAll_leavesNothingOld() {
        SteppedRing stepped = SteppedRing.created();
        Kid lost = Rings.kid(7, "lost00");
        stepped.step(Duration.ofMinutes(1))
                .write(new AcceptRing(0, Set.of(lost), false, Set.of(), Duration.ZERO, Duration.ZERO));
        stepped.rotate();
        Ring before = stepped.ring();

        KeyEvent event = stepped.step(Duration.ofSeconds(1)).write(new RevokeAll());

        Ring after = stepped.ring();
        assertThat(after.keys()).hasSize(2).allSatisfy(key -> {
            assertThat(key.kid().minted()).isEqualTo(after.position());
            assertThat(before.keys()).extracting(RingKey::material).doesNotContain(key.material());
        });
        assertThat(after.carried()).isEmpty();
        assertThat(after.epoch()).isEqualTo(before.epoch());
        assertThat(after.activated()).isEqualTo(stepped.now());
        assertThat(after.revoked()).extracting(RevokedKey::kid)
                .containsExactlyElementsOf(before.keys().stream().map(RingKey::kid).toList());
        assertThat(event.revokedKids())
                .containsExactlyInAnyOrderElementsOf(
                        List.of(before.keys().get(0).kid().toString(), before.keys().get(1).kid().toString(),
                                before.keys().get(2).kid().toString(), lost.toString()));
    }
}
