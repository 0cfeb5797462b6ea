package dev.habittracker.keyring.ring.write;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import dev.habittracker.events.KeyEvent;
import dev.habittracker.events.PolicyChanged;
import dev.habittracker.keyring.ring.Policy;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.RingKey;
import dev.habittracker.keyring.ring.Rings;
import dev.habittracker.keyring.ring.SigningAlgorithm;

import static org.assertj.core.api.Assertions.assertThat;

class ChangePolicyTest {

    @Test
    void changePolicy_longer_raisesActiveAndNextAndNoRetiringKey() {
        SteppedRing stepped = SteppedRing.created();
        RingKey first = stepped.ring().activeKey();
        stepped.rotate();
        Ring before = stepped.ring();
        Policy longer = Rings.policy(Duration.ofMinutes(30), Duration.ofHours(2));

        KeyEvent event = stepped.write(new ChangePolicy(longer, false));

        Ring after = stepped.ring();
        assertThat(after.policy()).isEqualTo(longer);
        assertThat(after.activeKey()).isEqualTo(before.activeKey().restored(longer));
        assertThat(after.activeKey().maxTokenLifetime()).isEqualTo(Duration.ofMinutes(30));
        assertThat(after.nextKey().signingLease()).isEqualTo(Duration.ofHours(2));
        assertThat(after.find(first.kid())).isEqualTo(before.find(first.kid()));
        assertThat(after.active()).isEqualTo(before.active());
        assertThat(after.activated()).isEqualTo(before.activated());
        assertThat(event).isEqualTo(new PolicyChanged(event.header(), longer.toData()));
    }

    @Test
    void changePolicy_longerInOneAndShorterInTheOther_raisesTheOne() {
        SteppedRing stepped = SteppedRing.created();

        stepped.write(new ChangePolicy(Rings.policy(Duration.ofMinutes(1), Duration.ofHours(2)), false));

        assertThat(stepped.ring().keys()).allSatisfy(key -> {
            assertThat(key.maxTokenLifetime()).isEqualTo(Duration.ofMinutes(15));
            assertThat(key.signingLease()).isEqualTo(Duration.ofHours(2));
        });
    }

    @Test
    void changePolicy_shorter_touchesOnlyKeysMintedLater() {
        SteppedRing stepped = SteppedRing.created();
        stepped.rotate();
        Ring before = stepped.ring();

        stepped.write(new ChangePolicy(Rings.policy(Duration.ofMinutes(1), Duration.ofMinutes(1)), false));
        assertThat(stepped.ring().keys()).isEqualTo(before.keys());
        stepped.rotate();

        assertThat(stepped.ring().nextKey().maxTokenLifetime()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void changePolicy_toThePolicyThatIsThere_isRefused() {
        assertThat(SteppedRing.created().refuse(new ChangePolicy(Rings.POLICY, false))).isEqualTo(
                new WriteOutcome.Refused(Refusal.NOTHING_TO_DO, "the ring has this policy already"));
    }

    @Test
    void changePolicy_fromSymmetricToPublicKey_needsTheFlag() {
        SteppedRing stepped = SteppedRing.created();
        Policy publicKey = Rings.policy(SigningAlgorithm.RS256);

        assertThat(stepped.refuse(new ChangePolicy(publicKey, false))).isEqualTo(new WriteOutcome.Refused(
                Refusal.KIND_CHANGE, "a change from HS256 to RS256 takes their key from plain clients that read"
                        + " jwt_secret_key; say allow_kind_change to go on"));
        stepped.write(new ChangePolicy(publicKey, true));
        assertThat(stepped.ring().policy().algorithm()).isEqualTo(SigningAlgorithm.RS256);
    }

    @Test
    void changePolicy_fromPublicKeyToSymmetric_needsTheFlag() {
        SteppedRing stepped = SteppedRing.created(Rings.policy(SigningAlgorithm.EdDSA));

        assertThat(stepped.refuse(new ChangePolicy(Rings.POLICY, false)).refusal()).isEqualTo(Refusal.KIND_CHANGE);
    }

    @Test
    void changePolicy_betweenPublicKeyAlgorithms_needsNoFlag() {
        SteppedRing stepped = SteppedRing.created(Rings.policy(SigningAlgorithm.EdDSA));

        stepped.write(new ChangePolicy(Rings.policy(SigningAlgorithm.ES256), false));

        assertThat(stepped.ring().nextKey().material().algorithm()).as("NEXT stays until it is replaced")
                .isEqualTo(SigningAlgorithm.EdDSA);
    }
}
