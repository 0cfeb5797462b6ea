package dev.habittracker.keyring.jwt;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.RingKey;
import dev.habittracker.keyring.ring.Rings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.fail;

/// A token without kid says nothing of how new its key is: any read may have been answered by a standby that is behind it.
class TokensWithoutKidTest {

    private static final RingKey ACTIVE = Rings.key(Rings.kid(1, "active"), 1, null);
    private static final RingKey NEXT = Rings.key(Rings.kid(1, "next00"), 2, null);
    private static final RingKey NEWER = Rings.key(Rings.kid(2, "newer0"), 3, null);
    private static final Instant LATER = Rings.START.plusSeconds(600);
    private static final Duration LAG = Duration.ofSeconds(5);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final SteppedView view = new SteppedView();
    private final TokenCounters counters = new TokenCounters();
    private final KeyringVerifier verifier = new KeyringVerifier(view, VerifierSettings.withLag(LAG),
            new KidsSeen(Duration.ofMinutes(5), view::now), counters);

    TokensWithoutKidTest() {
        view.use(ring(1, ACTIVE, NEXT));
        view.step(Duration.ofMillis(1));
    }

    @Test
    void secretPutByHandSinceTheLastRead_isAcceptedAfterOneRead() {
        view.inStore = ring(2, NEWER, NEXT);

        assertThat(verifier.verify(Tokens.withoutKid(NEWER, LATER)).kid()).isNull();
        assertThat(view.reads).isEqualTo(1);
    }

    @Test
    void keyJustAdopted_standbyBehindForAllOfLag_isNeverRefused_andAcceptedOnceTheStandbyHasIt() {
        String token = Tokens.withoutKid(NEWER, LATER);
        view.inStoreLater(ring(2, NEWER, NEXT), view.now().plus(LAG));
        assertUnavailable(token);

        untilAnswered(token);

        assertThat(view.snapshot().orElseThrow().position().version()).isEqualTo(2);
        assertThat(counters.refused(TokenRefusal.SIGNATURE)).isZero();
    }

    @Test
    void noKeyFits_readThatBeganLagAfterTheTokenCame_isNotLateEnough_andANanosecondLaterIs() {
        Inquiry inquiry = Inquiry.of(view.now());

        view.step(LAG);
        view.use(ring(1, ACTIVE, NEXT));
        assertThat(judged(inquiry)).isInstanceOf(TokenVerdict.Ask.class);

        view.step(Duration.ofNanos(1));
        view.use(ring(1, ACTIVE, NEXT));
        assertThat(judged(inquiry)).isEqualTo(new TokenVerdict.Refuse(TokenRefusal.SIGNATURE));
    }

    @Test
    void storeAway_isNeverRefused() {
        String token = Tokens.withoutKid(NEWER, LATER);
        view.storeAnswers = false;

        for (int i = 0; i < 20; i++) {
            assertUnavailable(token);
            view.step(RETRY);
        }
    }

    @Test
    void refusedOnce_isRefusedAgainWithoutARead() {
        String forged = Tokens.withoutKid(NEWER, LATER);
        assertUnavailable(forged);
        view.step(LAG);
        assertRefused(forged);
        int reads = view.reads;

        for (int i = 0; i < 10; i++) {
            view.step(RETRY);
            assertRefused(forged);
        }
        assertThat(view.reads).isEqualTo(reads);
    }

    @Test
    void pollAfterLag_isEnoughForTheRefusal_withoutAReadForTheTokensSake() {
        String forged = Tokens.withoutKid(NEWER, LATER);
        assertUnavailable(forged);
        view.step(LAG);
        view.use(ring(1, ACTIVE, NEXT));
        int reads = view.reads;

        assertRefused(forged);
        assertThat(view.reads).isEqualTo(reads);
    }

    @Test
    void oldForgedToken_saysNothingOfAnother() {
        assertUnavailable(Tokens.withoutKid(NEWER, LATER));
        view.step(LAG);
        assertRefused(Tokens.withoutKid(NEWER, LATER));

        assertUnavailable(Tokens.withoutKid(NEWER, LATER.plusSeconds(1)));
    }

    /// Else anybody who guesses what a token will say could have it refused before it exists.
    @Test
    void sameClaimsSignedByAnotherKey_areAnotherToken() {
        assertUnavailable(Tokens.withoutKid(NEXT, LATER));
        view.step(LAG);
        assertRefused(Tokens.withoutKid(NEXT, LATER));

        assertUnavailable(Tokens.withoutKid(NEWER, LATER));
        view.inStore = ring(2, NEWER, NEXT);
        assertThat(verifier.verify(Tokens.withoutKid(NEWER, LATER)).kid()).isNull();
    }

    /// The event names a kid, and only the ring that adopted the secret tells which kid that one has.
    @Test
    void secretInUseThatMayHaveBeenRevokedSinceItsAdoption_isUnavailableUntilTheRingIsRead() {
        view.useBare(ACTIVE.material());
        view.step(Duration.ofMillis(1));
        String token = Tokens.withoutKid(ACTIVE, LATER);
        assertThat(verifier.verify(token).kid()).isNull();

        view.hear(ring(2, NEXT, NEWER).position(), ACTIVE.kid());
        assertUnavailable(token);

        view.use(ring(2, NEXT, NEWER));
        view.step(LAG);
        assertUnavailable(token);
        view.step(LAG);
        assertRefused(token);
    }

    /// As a client does that heeds `Retry-After`.
    private void untilAnswered(String token) {
        for (int i = 0; i < 10; i++) {
            try {
                verifier.verify(token);
                return;
            } catch (KeyringUnavailableException e) {
                view.step(e.retryAfter());
            }
        }
        fail("unavailable ten times over");
    }

    private TokenVerdict judged(Inquiry inquiry) {
        return TokenJudgement.withoutKid(view.snapshot, inquiry, LAG, key -> false);
    }

    private static Ring ring(long version, RingKey... keys) {
        return Rings.of(version, List.of(keys), List.of());
    }

    private void assertRefused(String token) {
        assertThatExceptionOfType(InvalidTokenException.class).isThrownBy(() -> verifier.verify(token))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(TokenRefusal.SIGNATURE));
    }

    private void assertUnavailable(String token) {
        assertThatExceptionOfType(KeyringUnavailableException.class).isThrownBy(() -> verifier.verify(token))
                .satisfies(e -> assertThat(e.retryAfterSeconds()).isPositive());
    }
}
