package dev.habittracker.keyring.ring.write;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import dev.habittracker.events.ForeignWrite;
import dev.habittracker.events.KeyAdopted;
import dev.habittracker.events.KeyEvent;
import dev.habittracker.keyring.ring.JournalEntry;
import dev.habittracker.keyring.ring.KeyMaterial;
import dev.habittracker.keyring.ring.Kid;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.RingKey;
import dev.habittracker.keyring.ring.Rings;
import dev.habittracker.keyring.ring.SigningAlgorithm;

import static org.assertj.core.api.Assertions.assertThat;

class AdoptSecretTest {

    @Test
    void adopt_noRingBelow_makesTheSecretTheFirstActiveKey() {
        SteppedRing stepped = SteppedRing.none().foreignVersions(1);

        KeyEvent event = stepped.write(BareSecrets.adopt(BareSecrets.JUST_LONG_ENOUGH, 1));

        Ring ring = stepped.ring();
        RingKey active = ring.activeKey();
        assertThat(active.material().exposeSecretText()).isEqualTo(BareSecrets.JUST_LONG_ENOUGH);
        assertThat(active.withoutKid()).as("plain clients expect tokens without kid").isTrue();
        assertThat(active.kid().minted()).isEqualTo(ring.position());
        assertThat(active.maxTokenLifetime()).isEqualTo(Rings.POLICY.maxTokenLifetime());
        assertThat(active.signingLease()).isEqualTo(Rings.POLICY.signingLease());
        assertThat(ring.nextKey().withoutKid()).isFalse();
        assertThat(ring.keys()).hasSize(2);
        assertThat(ring.epoch()).isEqualTo(Rings.EPOCH);
        assertThat(ring.version()).isEqualTo(2);
        assertThat(event).isEqualTo(new KeyAdopted(event.header(), active.kid().toString(), active.toRef(), List.of(),
                ring.nextKey().toRef(), 0));
    }

    @Test
    void adopt_noRingBelow_givesEveryVersionBelowItsEntry() {
        SteppedRing stepped = SteppedRing.none().foreignVersions(3);

        KeyEvent event = stepped.write(BareSecrets.adopt(BareSecrets.JUST_LONG_ENOUGH, 3));

        assertThat(events(stepped.ring())).hasSize(4).last().isEqualTo(event);
        assertForeign(stepped.ring(), 1, 3, 0);
    }

    @Test
    void adopt_thirtyTwoBytes_isLongEnoughAndThirtyOneAreNot() {
        SteppedRing enough = SteppedRing.none().foreignVersions(1);
        enough.write(BareSecrets.adopt(BareSecrets.JUST_LONG_ENOUGH, 1));
        SteppedRing tooShort = SteppedRing.none().foreignVersions(1);
        tooShort.write(BareSecrets.adopt(BareSecrets.TOO_SHORT, 1));

        assertThat(enough.ring().retiringKeys()).isEmpty();
        assertThat(tooShort.ring().retiringKeys()).hasSize(1);
    }

    @Test
    void adopt_tooShortWithoutARingBelow_makesAFreshKeyActiveAndTheShortOneRetiring() {
        SteppedRing stepped = SteppedRing.none().foreignVersions(1);

        KeyEvent event = stepped.write(BareSecrets.adopt(BareSecrets.TOO_SHORT, 1));

        Ring ring = stepped.ring();
        RingKey tooShort = ring.retiringKeys().getFirst();
        assertThat(tooShort.material().exposeSecretText()).isEqualTo(BareSecrets.TOO_SHORT);
        assertThat(tooShort.withoutKid()).isTrue();
        assertThat(tooShort.exp()).isEqualTo(Rings.START.plus(Rings.OVERLAP));
        assertThat(ring.activeKey().material().longEnough()).isTrue();
        assertThat(ring.activeKey().withoutKid()).isFalse();
        assertThat(ring.keys()).hasSize(3);
        assertThat(event).isEqualTo(new KeyAdopted(event.header(), tooShort.kid().toString(),
                ring.activeKey().toRef(), List.of(tooShort.toExpiry()), ring.nextKey().toRef(), 0));
    }

    @Test
    void adopt_overARing_isARotationFromOutside() {
        SteppedRing stepped = SteppedRing.created();
        Ring base = stepped.ring();

        KeyEvent event = stepped.step(Duration.ofMinutes(1)).foreignVersions(1)
                .write(BareSecrets.adopt(BareSecrets.JUST_LONG_ENOUGH, 2));

        Ring ring = stepped.ring();
        RingKey former = ring.find(base.active()).orElseThrow();
        assertThat(ring.activeKey().material().exposeSecretText()).isEqualTo(BareSecrets.JUST_LONG_ENOUGH);
        assertThat(ring.activeKey().withoutKid()).isTrue();
        assertThat(ring.activeKey().kid().minted()).isEqualTo(ring.position());
        assertThat(ring.activated()).isEqualTo(stepped.now());
        assertThat(former).isEqualTo(base.activeKey().retiring(stepped.now().plus(Rings.OVERLAP)));
        assertThat(ring.nextKey()).isEqualTo(base.nextKey());
        assertThat(ring.epoch()).isEqualTo(base.epoch());
        assertThat(ring.version()).isEqualTo(3);
        assertThat(event).isEqualTo(new KeyAdopted(event.header(), ring.active().toString(),
                ring.activeKey().toRef(), List.of(former.toExpiry()), base.nextKey().toRef(), 1));
    }

    @Test
    void adopt_overARing_namesTheBaseInAnEntryForEachForeignVersion() {
        SteppedRing stepped = SteppedRing.created();
        stepped.rotate();

        stepped.foreignVersions(3).write(BareSecrets.adopt(BareSecrets.JUST_LONG_ENOUGH, 5));

        assertThat(stepped.ring().journal()).extracting(JournalEntry::version).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(stepped.ring().journal()).extracting(JournalEntry::writeId).doesNotHaveDuplicates();
        assertForeign(stepped.ring(), 3, 5, 2);
    }

    @Test
    void adopt_overARingOfLongerLivedKeys_takesTheRingsPolicyAndNotItsOwn() {
        SteppedRing stepped = SteppedRing.created(Rings.policy(Duration.ofMinutes(30), Duration.ofHours(2)));

        stepped.foreignVersions(1).write(BareSecrets.adopt(BareSecrets.JUST_LONG_ENOUGH, 2));

        assertThat(stepped.ring().activeKey().maxTokenLifetime()).isEqualTo(Duration.ofMinutes(30));
        assertThat(stepped.ring().activeKey().signingLease()).isEqualTo(Duration.ofHours(2));
        assertThat(stepped.ring().policy().maxTokenLifetime()).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void adopt_tooShortOverARing_makesAFreshKeyActiveAndBothOthersRetiring() {
        SteppedRing stepped = SteppedRing.created();
        Ring base = stepped.ring();

        KeyEvent event = stepped.foreignVersions(1).write(BareSecrets.adopt(BareSecrets.TOO_SHORT, 2));

        Ring ring = stepped.ring();
        assertThat(ring.activeKey().kid().minted()).isEqualTo(ring.position());
        assertThat(ring.activeKey().material().longEnough()).isTrue();
        assertThat(ring.activeKey().withoutKid()).isFalse();
        assertThat(ring.nextKey()).isEqualTo(base.nextKey());
        assertThat(ring.retiringKeys()).hasSize(2)
                .allSatisfy(key -> assertThat(key.exp()).isEqualTo(stepped.now().plus(Rings.OVERLAP)));
        assertThat(event.expiries()).containsExactlyInAnyOrderElementsOf(
                ring.retiringKeys().stream().map(RingKey::toExpiry).toList());
    }

    @Test
    void adopt_equalToTheActiveKey_adoptsNothingAndWritesTheRingAgain() {
        SteppedRing stepped = SteppedRing.created();
        Ring base = stepped.ring();

        KeyEvent event = stepped.foreignVersions(1)
                .write(BareSecrets.adopt(base.activeKey().material().exposeSecretText(), 2));

        assertThat(stepped.ring().keys()).isEqualTo(base.keys());
        assertThat(stepped.ring().active()).isEqualTo(base.active());
        assertThat(stepped.ring().activated()).isEqualTo(base.activated());
        assertThat(stepped.ring().version()).isEqualTo(3);
        assertForeign(stepped.ring(), 2, 2, 1);
        assertThat(event).isEqualTo(new KeyAdopted(event.header(), base.active().toString(),
                base.activeKey().toRef(), List.of(), base.nextKey().toRef(), 1));
    }

    @Test
    void adopt_equalToARetiringKey_adoptsNothing() {
        SteppedRing stepped = SteppedRing.created();
        RingKey first = stepped.ring().activeKey();
        stepped.rotate();
        Ring base = stepped.ring();

        KeyEvent event = stepped.foreignVersions(1)
                .write(BareSecrets.adopt(first.material().exposeSecretText(), 3));

        assertThat(stepped.ring().keys()).isEqualTo(base.keys());
        assertThat(((KeyAdopted) event).adopted()).isEqualTo(first.kid().toString());
    }

    @Test
    void adopt_equalToARevokedKey_adoptsNothingAndTheKeyStaysRevoked() {
        SteppedRing stepped = SteppedRing.created();
        RingKey revoked = stepped.ring().activeKey();
        stepped.write(new RevokeKey(revoked.kid()));
        Ring base = stepped.ring();
        AdoptSecret adopt = BareSecrets.adopt(revoked.material().exposeSecretText(), 3);

        KeyEvent event = stepped.foreignVersions(1).write(adopt);

        assertThat(adopt.isRevoked(base)).isTrue();
        assertThat(stepped.ring().keys()).isEqualTo(base.keys());
        assertThat(stepped.ring().active()).isEqualTo(base.active());
        assertThat(event).isEqualTo(new KeyAdopted(event.header(), "", base.activeKey().toRef(), List.of(),
                base.nextKey().toRef(), 2));
    }

    @Test
    void isRevoked_aSecretThatNeverWasInTheRing_isFalse() {
        SteppedRing stepped = SteppedRing.created();
        stepped.write(new RevokeAll());

        assertThat(BareSecrets.adopt(BareSecrets.JUST_LONG_ENOUGH, 3).isRevoked(stepped.ring())).isFalse();
    }

    @Test
    void adopt_moreForeignVersionsThanTheJournalHolds_keepsTheNewestWithoutAGap() {
        SteppedRing stepped = SteppedRing.created();

        stepped.foreignVersions(100).write(BareSecrets.adopt(BareSecrets.JUST_LONG_ENOUGH, 101));

        assertThat(stepped.ring().journal()).extracting(JournalEntry::version)
                .isEqualTo(LongStream.rangeClosed(39, 102).boxed().toList());
    }

    @Test
    void adopt_underAPublicKeyPolicy_keepsTheSecretsAlgorithmUntilAChangeIsAskedForByName() {
        SteppedRing stepped = SteppedRing.none().foreignVersions(1);
        KeyMaterial secret = KeyMaterial.ofSecretText(SigningAlgorithm.HS256, BareSecrets.JUST_LONG_ENOUGH);

        stepped.write(new AdoptSecret(new BareSecret(secret, 1), Rings.policy(SigningAlgorithm.ES256)));

        assertThat(stepped.ring().policy()).isEqualTo(Rings.POLICY);
        assertThat(stepped.ring().nextKey().material().algorithm()).isEqualTo(SigningAlgorithm.HS256);
        assertThat(stepped.refuse(new ChangePolicy(Rings.policy(SigningAlgorithm.ES256), false)).refusal())
                .isEqualTo(Refusal.KIND_CHANGE);
    }

    @Test
    void adoptedKey_retires_stillWithoutKid() {
        SteppedRing stepped = SteppedRing.none().foreignVersions(1);
        stepped.write(BareSecrets.adopt(BareSecrets.JUST_LONG_ENOUGH, 1));
        Kid adopted = stepped.ring().active();

        stepped.rotate();

        assertThat(stepped.ring().find(adopted)).hasValueSatisfying(key -> assertThat(key.withoutKid()).isTrue());
        assertThat(stepped.ring().activeKey().withoutKid()).isFalse();
    }

    private static void assertForeign(Ring ring, long first, long last, long base) {
        for (long version = first; version <= last; version++) {
            KeyEvent event = ring.journalEntry(version).flatMap(JournalEntry::toEvent).orElseThrow();
            assertThat(event).isEqualTo(new ForeignWrite(event.header(), base));
            assertThat(event.header().version()).isEqualTo(version);
            assertThat(event.header().reason())
                    .isEqualTo("a version that no rotator wrote was found");
        }
    }

    private static List<KeyEvent> events(Ring ring) {
        return ring.journal().stream().flatMap(entry -> entry.toEvent().stream()).toList();
    }
}
