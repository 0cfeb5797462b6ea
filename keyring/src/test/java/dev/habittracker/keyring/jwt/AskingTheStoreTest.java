package dev.habittracker.keyring.jwt;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.habittracker.events.Position;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.RingKey;
import dev.habittracker.keyring.ring.Rings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/// Tokens on which only a read of the store has the last word.
class AskingTheStoreTest {

    private static final RingKey ACTIVE = Rings.key(Rings.kid(1, "active"), 1, null);
    private static final RingKey NEXT = Rings.key(Rings.kid(1, "next00"), 2, null);
    private static final RingKey NEWER = Rings.key(Rings.kid(2, "newer0"), 3, null);
    private static final RingKey RETIRING = Rings.key(Rings.kid(1, "retire"), 4, Rings.START.plusSeconds(60));
    private static final Instant LATER = Rings.START.plusSeconds(600);

    private final SteppedView view = new SteppedView();
    private final TokenCounters counters = new TokenCounters();
    private final KeyringVerifier verifier = new KeyringVerifier(view, VerifierSettings.withLag(Duration.ofSeconds(5)),
            new KidsSeen(Duration.ofMinutes(5), view::now), counters);

    @Test
    void newerKid_storeHasIt_isAcceptedAfterOneRead() {
        view.use(ring(1, ACTIVE, NEXT));
        view.inStore = ring(2, ACTIVE, NEWER);

        assertThat(verifier.verify(Tokens.of(NEWER, LATER)).kid()).isEqualTo(NEWER.kid());
        assertThat(view.reads).isEqualTo(1);
    }

    @Test
    void newerKid_storeHasARingAtOrAboveItWithoutIt_isRefusedAfterOneRead() {
        view.use(ring(1, ACTIVE, NEXT));
        view.inStore = ring(3, ACTIVE, NEXT);

        assertRefused(Tokens.of(NEWER, LATER), TokenRefusal.KEY_UNKNOWN);
        assertThat(view.reads).isEqualTo(1);
    }

    @Test
    void newerKid_signedByAnotherKey_isRefusedByItsSignatureOnceTheRingIsRead() {
        view.use(ring(1, ACTIVE, NEXT));
        view.inStore = ring(2, ACTIVE, NEWER);

        assertRefused(Tokens.naming(NEWER.kid().toString(), ACTIVE, LATER), TokenRefusal.SIGNATURE);
    }

    @Test
    void newerKid_storeAwayAndNobodyVouches_isUnavailableAndTheMemberStaysOfUse() {
        view.use(ring(1, ACTIVE, NEXT));
        view.storeAnswers = false;

        assertUnavailable(Tokens.of(NEWER, LATER));
        assertThat(view.uncheckable).isEmpty();
    }

    @Test
    void newerKid_storeAwayAndAnEventVouches_isUnavailableAndTheMemberIsTold() {
        view.use(ring(1, ACTIVE, NEXT));
        view.hear(new Position(Rings.EPOCH, 2));
        view.storeAnswers = false;

        assertUnavailable(Tokens.of(NEWER, LATER));
        assertThat(view.uncheckable).isEqualTo(Set.of(NEWER.kid()));
    }

    @Test
    void newerKid_storeAway_waitsNoLongerThanTheBound() {
        view.use(ring(1, ACTIVE, NEXT));
        view.storeAnswers = false;
        Instant asked = view.now().wall();

        assertUnavailable(Tokens.of(NEWER, LATER));
        assertThat(Duration.between(asked, view.now().wall()))
                .isBetween(VerifierSettings.REFRESH_WAIT, VerifierSettings.REFRESH_WAIT.plusMillis(300));
    }

    @Test
    void newerKid_onlyOlderRingsWithinTheWait_isUnavailable_andRefusedAfterLag() {
        view.use(ring(1, ACTIVE, NEXT));
        String forged = Tokens.of(NEWER, LATER);

        assertUnavailable(forged);
        view.step(Duration.ofSeconds(6));
        assertRefused(forged, TokenRefusal.KEY_UNKNOWN);
    }

    @Test
    void newerKid_refusedOnce_isRefusedWithoutAReadUntilTheSecretChanges() {
        view.use(ring(1, ACTIVE, NEXT));
        String forged = Tokens.of(NEWER, LATER);
        assertUnavailable(forged);
        view.step(Duration.ofSeconds(6));
        assertRefused(forged, TokenRefusal.KEY_UNKNOWN);
        int reads = view.reads;

        view.step(Duration.ofSeconds(1));
        assertRefused(forged, TokenRefusal.KEY_UNKNOWN);
        assertThat(view.reads).isEqualTo(reads);

        view.use(ring(2, ACTIVE, NEWER));
        assertThat(verifier.verify(forged).kid()).isEqualTo(NEWER.kid());
    }

    @Test
    void keyExpiredBeforeItsToken_verify_asksOnceRefusesAndAlarms() {
        view.use(ring(1, ACTIVE, NEXT, RETIRING));
        view.step(Duration.ofSeconds(60));
        String token = Tokens.of(RETIRING, LATER);

        assertRefused(token, TokenRefusal.KEY_EXPIRED);
        assertRefused(token, TokenRefusal.KEY_EXPIRED);
        assertThat(view.reads).isEqualTo(1);
        assertThat(counters.keyExpiredFirst()).isEqualTo(2);
    }

    @Test
    void keyExpiredInTheRingInUse_prolongedInTheStore_isAccepted() {
        view.use(ring(1, ACTIVE, NEXT, RETIRING));
        view.inStore = ring(2, ACTIVE, NEXT, RETIRING.retiring(LATER));
        view.step(Duration.ofSeconds(60));

        assertThat(verifier.verify(Tokens.of(RETIRING, LATER)).kid()).isEqualTo(RETIRING.kid());
        assertThat(counters.keyExpiredFirst()).isZero();
    }

    /// In the restored ring the key may be ACTIVE, and a member that never read a later one sign with it.
    @Test
    void expiredKey_onlyARestoredRingIsRead_isUnavailableForAsLongAsThatLasts() {
        view.use(ring(1, ACTIVE, NEXT, RETIRING));
        view.step(Duration.ofSeconds(60));
        view.fork();
        view.inStore = null;

        for (int i = 0; i < 10; i++) {
            assertUnavailable(Tokens.of(RETIRING, LATER));
            view.step(Duration.ofSeconds(6));
        }
        assertThat(view.reads).as("each answered").isGreaterThan(10);
    }

    @Test
    void expiredKeyAndForgedSignature_verify_causesNoRead() {
        view.use(ring(1, ACTIVE, NEXT, RETIRING));
        view.step(Duration.ofSeconds(60));

        assertRefused(Tokens.naming(RETIRING.kid().toString(), ACTIVE, LATER), TokenRefusal.SIGNATURE);
        assertThat(view.reads).isZero();
    }

    @Test
    void expiredKey_storeAway_isUnavailableAndNotRefused() {
        view.use(ring(1, ACTIVE, NEXT, RETIRING));
        view.step(Duration.ofSeconds(60));
        view.storeAnswers = false;

        assertUnavailable(Tokens.of(RETIRING, LATER));
    }

    private static Ring ring(long version, RingKey... keys) {
        return Rings.of(version, List.of(keys), List.of());
    }

    private void assertRefused(String token, TokenRefusal reason) {
        assertThatExceptionOfType(InvalidTokenException.class).isThrownBy(() -> verifier.verify(token))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private void assertUnavailable(String token) {
        assertThatExceptionOfType(KeyringUnavailableException.class).isThrownBy(() -> verifier.verify(token))
                .satisfies(e -> assertThat(e.retryAfterSeconds()).isPositive());
    }
}
