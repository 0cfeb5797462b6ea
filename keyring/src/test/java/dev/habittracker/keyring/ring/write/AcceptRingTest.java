package dev.habittracker.keyring.ring.write;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.habittracker.events.EpochRaised;
import dev.habittracker.events.KeyEvent;
import dev.habittracker.events.KidExpiry;
import dev.habittracker.keyring.ring.CarriedKey;
import dev.habittracker.keyring.ring.JournalEntry;
import dev.habittracker.keyring.ring.Kid;
import dev.habittracker.keyring.ring.Policy;
import dev.habittracker.keyring.ring.RevokedKey;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.RingKey;
import dev.habittracker.keyring.ring.Rings;
import dev.habittracker.keyring.ring.Timing;

import static org.assertj.core.api.Assertions.assertThat;

class AcceptRingTest {

    private static final Kid LOST = Rings.kid(7, "lost00");
    private static final Set<Kid> NONE = Set.of();

    @Test
    void accept_theWitnessStillHeldTheKeys_keepsThemForVerifyingUnderANewEpochWithFreshKeys() {
        SteppedRing stepped = restored();
        Ring backup = stepped.ring();
        RingKey active = backup.activeKey();
        RingKey next = backup.nextKey();

        KeyEvent event = stepped.write(accept(Set.of(active.kid(), next.kid()), false, NONE));

        Ring ring = stepped.ring();
        Instant exp = stepped.now().plus(Rings.OVERLAP);
        assertThat(ring.epoch()).isEqualTo(stepped.now().getEpochSecond());
        assertThat(ring.version()).isEqualTo(backup.version() + 1);
        assertThat(ring.activeKey().kid().minted()).isEqualTo(ring.position());
        assertThat(ring.nextKey().kid().minted()).isEqualTo(ring.position());
        assertThat(ring.activated()).isEqualTo(stepped.now());
        assertThat(ring.retiringKeys()).containsExactlyInAnyOrder(active.retiring(exp), next.retiring(exp));
        assertThat(event).isEqualTo(new EpochRaised(event.header(), backup.epoch(), ring.activeKey().toRef(),
                ring.nextKey().toRef(),
                List.of(new KidExpiry(active.kid().toString(), exp), new KidExpiry(next.kid().toString(), exp)),
                List.of(), List.of()));
        assertThat(event.header().epoch()).isEqualTo(ring.epoch());
    }

    @Test
    void accept_aSecretPutByHandStandsOverTheRestoredRing_givesItsVersionAnEntryToo() {
        SteppedRing stepped = restored();
        long restored = stepped.version();

        stepped.foreignVersions(2).write(accept(null, true, NONE));

        assertThat(stepped.ring().version()).isEqualTo(restored + 3);
        assertThat(stepped.ring().journal()).extracting(JournalEntry::version).endsWith(restored, restored + 1,
                restored + 2, restored + 3);
        assertThat(stepped.ring().journal()).extracting(JournalEntry::event).endsWith("foreign-write",
                "foreign-write", "epoch-raised");
    }

    @Test
    void accept_theWitnessHeldAKeyNoMore_dropsItForItMayHaveBeenRevokedAfterTheBackup() {
        SteppedRing stepped = restored();
        Ring backup = stepped.ring();

        stepped.write(accept(Set.of(backup.nextKey().kid()), true, NONE));

        assertThat(stepped.ring().lists(backup.active())).isFalse();
        assertThat(stepped.ring().lists(backup.nextKey().kid())).isTrue();
    }

    @Test
    void accept_withoutAWitness_keepsNothingUnlessTheRestoredRingIsTrusted() {
        SteppedRing distrusted = restored();
        distrusted.write(accept(null, false, NONE));
        SteppedRing trusted = restored();
        Ring backup = trusted.ring();
        trusted.write(accept(null, true, NONE));

        assertThat(distrusted.ring().retiringKeys()).isEmpty();
        assertThat(trusted.ring().retiringKeys()).extracting(RingKey::kid).containsExactlyInAnyOrder(backup.active(),
                backup.nextKey().kid());
    }

    @Test
    void accept_aKeyThatHadExpiredInTheBackup_verifiesAgainForItMayHaveBeenRolledBackToSince() {
        SteppedRing stepped = SteppedRing.created();
        Kid first = stepped.ring().active();
        stepped.rotate();
        stepped.step(Duration.ofDays(1));

        stepped.write(accept(Set.of(first), false, NONE));

        assertThat(stepped.ring().find(first)).hasValueSatisfying(
                key -> assertThat(key.exp()).isEqualTo(stepped.now().plus(Rings.OVERLAP)));
    }

    @Test
    void accept_kidsThatCameAfterTheBackup_areCarried() {
        SteppedRing stepped = restored();

        KeyEvent event = stepped.write(accept(Set.of(LOST), false, NONE));

        CarriedKey carried = new CarriedKey(LOST, stepped.now().plus(Rings.OVERLAP));
        assertThat(stepped.ring().carried()).containsExactly(carried);
        assertThat(((EpochRaised) event).carried()).containsExactly(new KidExpiry(LOST.toString(), carried.exp()));
    }

    @Test
    void accept_whatTheBackupItselfCarried_isHeldToTheSameRule() {
        assertThat(acceptOverCarried(Set.of(LOST), false).carried()).extracting(CarriedKey::kid)
                .containsExactly(LOST);
        assertThat(acceptOverCarried(Set.of(), false).carried()).isEmpty();
        assertThat(acceptOverCarried(null, true).carried()).extracting(CarriedKey::kid).containsExactly(LOST);
        assertThat(acceptOverCarried(null, false).carried()).isEmpty();
    }

    @Test
    void accept_andRevoke_refusesTheKidsInTheSameWrite() {
        SteppedRing stepped = restored();
        Ring backup = stepped.ring();
        Kid active = backup.active();
        Kid unheard = Rings.kid(9, "gone00");

        KeyEvent event = stepped.write(accept(Set.of(active, backup.nextKey().kid(), LOST), false,
                Set.of(active, LOST, unheard)));

        assertThat(stepped.ring().lists(active)).isFalse();
        assertThat(stepped.ring().lists(LOST)).isFalse();
        assertThat(stepped.ring().lists(backup.nextKey().kid())).isTrue();
        assertThat(stepped.ring().revoked())
                .containsExactly(new RevokedKey(active, backup.activeKey().material().thumbprint()));
        assertThat(event.revokedKids()).containsExactlyInAnyOrder(active.toString(), LOST.toString(),
                unheard.toString());
    }

    @Test
    void accept_theRestoredRingIsTrustedButAKeyIsRevoked_revocationWins() {
        SteppedRing stepped = restored();
        Kid active = stepped.ring().active();

        stepped.write(accept(null, true, Set.of(active)));

        assertThat(stepped.ring().lists(active)).isFalse();
    }

    @Test
    void accept_aHigherEpochWasSeen_goesAboveIt() {
        SteppedRing stepped = restored();
        long seen = stepped.now().getEpochSecond() + 1_000;

        stepped.write(new AcceptRing(seen, null, false, NONE, Duration.ZERO, Duration.ZERO));

        assertThat(stepped.ring().epoch()).isEqualTo(seen + 1);
        assertThat(stepped.ring().active().epoch()).isEqualTo(seen + 1);
    }

    @Test
    void accept_inTheSecondOfTheRingsOwnEpoch_goesAboveIt() {
        SteppedRing stepped = SteppedRing.created();

        stepped.write(accept(null, false, NONE));

        assertThat(stepped.ring().epoch()).isEqualTo(Rings.EPOCH + 1);
    }

    @Test
    void accept_aLongerLifetimeOrLeaseIsKnownFromElsewhere_countsTheOverlapByIt() {
        SteppedRing lifetime = restored();
        lifetime.write(new AcceptRing(0, Set.of(LOST), false, NONE, Duration.ofMinutes(60), Duration.ZERO));
        SteppedRing lease = restored();
        lease.write(new AcceptRing(0, Set.of(LOST), false, NONE, Duration.ZERO, Duration.ofHours(2)));

        assertThat(lifetime.ring().carried().getFirst().exp())
                .isEqualTo(lifetime.now().plus(Rings.OVERLAP).plus(Duration.ofMinutes(45)));
        assertThat(lease.ring().carried().getFirst().exp())
                .isEqualTo(lease.now().plus(Rings.OVERLAP).plus(Duration.ofHours(1)));
    }

    @Test
    void accept_aKeyOfTheRingIsLongerLivedThanThePolicy_countsTheOverlapByTheKey() {
        SteppedRing stepped = restored();
        stepped.write(new ChangePolicy(Rings.policy(Duration.ofMinutes(1), Duration.ofMinutes(1)), false));

        stepped.write(accept(Set.of(LOST), false, NONE));

        assertThat(stepped.ring().carried().getFirst().exp()).isEqualTo(stepped.now().plus(Rings.OVERLAP));
    }

    @Test
    void accept_thePolicyIsLongerThanEveryKey_countsTheOverlapByThePolicy() {
        SteppedRing stepped = restored();
        stepped.write(new ChangePolicy(Rings.policy(Duration.ofMinutes(30), Duration.ofHours(2)), false));
        stepped.write(new RevokeKey(stepped.ring().active()));

        stepped.write(accept(Set.of(LOST), false, NONE));

        assertThat(stepped.ring().carried().getFirst().exp())
                .isEqualTo(stepped.now().plus(Rings.OVERLAP).plus(Duration.ofMinutes(75)));
    }

    @Test
    void accept_theTimingIsTighterNow_shortensNoExp() {
        SteppedRing stepped = SteppedRing.created(new Policy(Rings.POLICY.algorithm(), Duration.ofMinutes(15),
                Duration.ofHours(1), new Timing(Duration.ofSeconds(15), Duration.ofSeconds(5), Duration.ofSeconds(60),
                        Duration.ofSeconds(5))));
        Kid first = stepped.ring().active();
        stepped.step(Duration.ofMinutes(3));
        Instant exp = stepped.write(new Rotate()).expiries().getFirst().exp();
        stepped.write(new ChangePolicy(Rings.POLICY, false));

        stepped.write(accept(null, true, NONE));

        assertThat(stepped.ring().find(first)).hasValueSatisfying(key -> assertThat(key.exp()).isEqualTo(exp));
    }

    @Test
    void accept_onHold_keepsTheHold() {
        SteppedRing stepped = SteppedRing.created();
        Kid first = stepped.ring().active();
        stepped.rotate();
        stepped.write(new RollBack(first, false));

        stepped.write(accept(null, false, NONE));

        assertThat(stepped.ring().hold()).isNotNull();
    }

    private static Ring acceptOverCarried(@Nullable Set<Kid> witness, boolean trust) {
        SteppedRing stepped = restored();
        stepped.write(accept(Set.of(LOST), false, NONE));
        stepped.step(Duration.ofMinutes(1)).write(accept(witness, trust, NONE));
        return stepped.ring();
    }

    private static SteppedRing restored() {
        return SteppedRing.created().step(Duration.ofHours(6));
    }

    private static AcceptRing accept(@Nullable Set<Kid> witness, boolean trustRestored, Set<Kid> revoke) {
        return new AcceptRing(0, witness, trustRestored, revoke, Duration.ZERO, Duration.ZERO);
    }
}
