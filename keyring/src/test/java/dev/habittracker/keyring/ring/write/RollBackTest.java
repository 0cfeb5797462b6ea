package dev.habittracker.keyring.ring.write;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.habittracker.events.KeyEvent;
import dev.habittracker.events.KeyRolledBack;
import dev.habittracker.keyring.ring.Hold;
import dev.habittracker.keyring.ring.Kid;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.RingKey;
import dev.habittracker.keyring.ring.Rings;
import dev.habittracker.keyring.ring.SigningAlgorithm;
import dev.habittracker.keyring.ring.VaultTime;

import static org.assertj.core.api.Assertions.assertThat;

class RollBackTest {

    @Test
    void rollBack_toARetiringKey_makesItActiveAndTheNewerOneRetiringAndHoldsRotation() {
        SteppedRing stepped = SteppedRing.created();
        Ring atFirst = stepped.ring();
        stepped.rotate();
        Ring rotated = stepped.ring();

        KeyEvent event = stepped.step(Duration.ofMinutes(1)).write(new RollBack(atFirst.active(), false));

        Ring after = stepped.ring();
        RingKey newer = after.find(rotated.active()).orElseThrow();
        assertThat(after.activeKey()).isEqualTo(atFirst.activeKey());
        assertThat(after.activated()).isEqualTo(stepped.now());
        assertThat(newer.exp()).isEqualTo(stepped.now().plus(Rings.OVERLAP));
        assertThat(after.nextKey()).isEqualTo(rotated.nextKey());
        assertThat(after.hold()).isEqualTo(new Hold(stepped.now(), "olga"));
        assertThat(event).isEqualTo(new KeyRolledBack(event.header(), atFirst.activeKey().toRef(), newer.toExpiry(),
                rotated.nextKey().toRef()));
    }

    @Test
    void rollBack_thePolicyIsLongerNow_raisesTheKeyToIt() {
        SteppedRing stepped = SteppedRing.created();
        Kid first = stepped.ring().active();
        stepped.rotate();
        stepped.write(new ChangePolicy(Rings.policy(Duration.ofMinutes(30), Duration.ofHours(2)), false));

        stepped.write(new RollBack(first, false));

        assertThat(stepped.ring().activeKey().maxTokenLifetime()).isEqualTo(Duration.ofMinutes(30));
        assertThat(stepped.ring().activeKey().signingLease()).isEqualTo(Duration.ofHours(2));
    }

    @Test
    void rollBack_thePolicyIsShorterNow_doesNotLowerTheKey() {
        SteppedRing stepped = SteppedRing.created();
        RingKey first = stepped.ring().activeKey();
        stepped.rotate();
        stepped.write(new ChangePolicy(Rings.policy(Duration.ofMinutes(1), Duration.ofMinutes(1)), false));

        stepped.write(new RollBack(first.kid(), false));

        assertThat(stepped.ring().activeKey()).isEqualTo(first);
    }

    @Test
    void rollBack_theExpIsExactlySpreadAway_goesThrough() {
        SteppedRing stepped = SteppedRing.created();
        Kid first = stepped.ring().active();
        Instant exp = stepped.rotate().expiries().getFirst().exp();

        stepped.at(exp.minus(Rings.SPREAD)).write(new RollBack(first, false));

        assertThat(stepped.ring().active()).isEqualTo(first);
    }

    @Test
    void rollBack_theExpIsNearerThanSpread_isRefusedWithTheSum() {
        SteppedRing stepped = SteppedRing.created();
        Kid first = stepped.ring().active();
        Instant exp = stepped.rotate().expiries().getFirst().exp();

        assertThat(stepped.at(exp.minus(Rings.SPREAD).plusNanos(1)).refuse(new RollBack(first, false)))
                .isEqualTo(new WriteOutcome.Refused(Refusal.TOO_LATE, "kid " + first + " expires in 34.999 s,"
                        + " before every member could have the ring that brings it back; spread = poll 15 s + lag 5 s"
                        + " + 2S 10 s + W 5 s = 35 s"));
    }

    @Test
    void rollBack_theExpIsNearerThanSpreadFromTheEndOfVaultsNow_isRefused() {
        SteppedRing stepped = SteppedRing.created();
        Kid first = stepped.ring().active();
        Instant edge = stepped.rotate().expiries().getFirst().exp().minus(Rings.SPREAD);

        assertThat(stepped.at(new VaultTime(edge.minusSeconds(1), edge.plusNanos(1)))
                .refuse(new RollBack(first, false)).refusal()).isEqualTo(Refusal.TOO_LATE);
    }

    @Test
    void rollBack_toAKeyThatIsNotRetiring_isRefusedWithItsState() {
        SteppedRing stepped = SteppedRing.created();
        Ring ring = stepped.ring();

        assertThat(stepped.refuse(new RollBack(ring.active(), false))).isEqualTo(new WriteOutcome.Refused(
                Refusal.WRONG_STATE,
                "kid " + ring.active() + " is ACTIVE; only a RETIRING key can be rolled back to"));
        assertThat(stepped.refuse(new RollBack(ring.nextKey().kid(), false)).message())
                .isEqualTo("kid " + ring.nextKey().kid() + " is NEXT; only a RETIRING key can be rolled back to");
    }

    @Test
    void rollBack_toAnExpiredKey_isRefused() {
        SteppedRing stepped = SteppedRing.created();
        Kid first = stepped.ring().active();
        Instant exp = stepped.rotate().expiries().getFirst().exp();

        assertThat(stepped.at(exp).refuse(new RollBack(first, false))).isEqualTo(new WriteOutcome.Refused(
                Refusal.WRONG_STATE, "kid " + first + " is EXPIRED; only a RETIRING key can be rolled back to"));
    }

    @Test
    void rollBack_toAKidWithoutMaterial_isRefused() {
        SteppedRing stepped = SteppedRing.created();

        assertThat(stepped.refuse(new RollBack(Rings.kid(1, "absent"), false))).isEqualTo(new WriteOutcome.Refused(
                Refusal.UNKNOWN_KID,
                "kid 1795507200.1.absent is not in the ring at 1795507200.1, or its material is not"));
    }

    @Test
    void rollBack_fromPublicKeyToSymmetric_needsTheFlag() {
        SteppedRing stepped = SteppedRing.created();
        Kid symmetric = stepped.ring().active();
        stepped.write(new ChangePolicy(Rings.policy(SigningAlgorithm.ES256), true));
        stepped.write(new ReplaceNext());
        stepped.rotate();

        assertThat(stepped.refuse(new RollBack(symmetric, false))).isEqualTo(new WriteOutcome.Refused(
                Refusal.KIND_CHANGE, "a change from ES256 to HS256 takes their key from plain clients that read"
                        + " jwt_secret_key; say allow_kind_change to go on"));
        stepped.write(new RollBack(symmetric, true));
        assertThat(stepped.ring().active()).isEqualTo(symmetric);
    }

    @Test
    void rollBack_betweenTwoPublicKeyAlgorithms_needsNoFlag() {
        SteppedRing stepped = SteppedRing.created(Rings.policy(SigningAlgorithm.EdDSA));
        Kid first = stepped.ring().active();
        stepped.write(new ChangePolicy(Rings.policy(SigningAlgorithm.ES256), false));
        stepped.write(new ReplaceNext());
        stepped.rotate();

        stepped.write(new RollBack(first, false));

        assertThat(stepped.ring().active()).isEqualTo(first);
    }

    @Test
    void rollBack_toAKeyThatCameOutOfABackup_isRefusedForItNeverSignsAgain() {
        SteppedRing stepped = SteppedRing.created();
        Kid restored = stepped.ring().active();
        stepped.step(Duration.ofMinutes(1))
                .write(new AcceptRing(0, null, true, Set.of(), Duration.ZERO, Duration.ZERO));

        assertThat(stepped.refuse(new RollBack(restored, false))).isEqualTo(new WriteOutcome.Refused(
                Refusal.WRONG_STATE, "kid " + restored + " is from before the ring was accepted under epoch 1795507260;"
                        + " a restored key never signs again"));
    }

    @Test
    void rollBack_toAnAdoptedKeyThatIsTooShort_isRefusedForItCannotSign() {
        SteppedRing stepped = SteppedRing.none().foreignVersions(1);
        stepped.write(BareSecrets.adopt(BareSecrets.TOO_SHORT, 1));
        Kid tooShort = stepped.ring().retiringKeys().getFirst().kid();

        assertThat(stepped.refuse(new RollBack(tooShort, false))).isEqualTo(new WriteOutcome.Refused(
                Refusal.WRONG_STATE, "kid " + tooShort + " is shorter than HS256 demands; it only verifies"));
    }
}
