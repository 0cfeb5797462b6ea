package dev.habittracker.keyring.jwt;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.nimbusds.jose.util.Base64URL;

import dev.habittracker.events.Position;
import dev.habittracker.keyring.ring.CarriedKey;
import dev.habittracker.keyring.ring.FakeKeyMint;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.RingKey;
import dev.habittracker.keyring.ring.Rings;
import dev.habittracker.keyring.ring.SecureKeyMint;
import dev.habittracker.keyring.ring.SigningAlgorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/// What the ring in use says of a token, where no read of the store is needed or could help.
class KeyringVerifierTest {

    private static final RingKey ACTIVE = Rings.key(Rings.kid(1, "active"), 1, null);
    private static final RingKey NEXT = Rings.key(Rings.kid(1, "next00"), 2, null);
    private static final RingKey RETIRING = Rings.key(Rings.kid(1, "retire"), 4, Rings.START.plusSeconds(60));
    private static final RingKey OTHER = Rings.key(Rings.kid(1, "other0"), 5, Rings.START.plusSeconds(60));
    private static final Instant LATER = Rings.START.plusSeconds(600);
    private static final Duration LAG = Duration.ofSeconds(5);

    private final SteppedView view = new SteppedView();
    private final TokenCounters counters = new TokenCounters();
    private final KidsSeen kidsSeen = new KidsSeen(Duration.ofMinutes(5), view::now);
    private final KeyringVerifier verifier = new KeyringVerifier(view, VerifierSettings.withLag(LAG),
            kidsSeen, counters);

    @Test
    void noRing_verify_isUnavailable() {
        assertThatExceptionOfType(KeyringUnavailableException.class)
                .isThrownBy(() -> verifier.verify(Tokens.of(ACTIVE, LATER)))
                .satisfies(e -> assertThat(e.retryAfterSeconds()).isPositive());
        assertThat(counters.unverifiable()).isEqualTo(1);
    }

    @Test
    void kidInTheRing_verify_acceptsWithoutAsking() {
        view.use(ring(ACTIVE, NEXT, RETIRING));

        assertThat(verifier.verify(Tokens.of(ACTIVE, LATER)).claims().getSubject()).isEqualTo("ann");
        assertThat(verifier.verify(Tokens.of(NEXT, LATER)).kid()).isEqualTo(NEXT.kid());
        assertThat(verifier.verify(Tokens.of(RETIRING, LATER)).kid()).isEqualTo(RETIRING.kid());
        assertThat(view.reads).isZero();
        assertThat(counters.accepted()).isEqualTo(3);
        assertThat(kidsSeen.get()).containsExactlyInAnyOrder(ACTIVE.kid().toString(), NEXT.kid().toString(),
                RETIRING.kid().toString());
    }

    @Test
    void kidInTheRing_signedByAnotherKey_isRefusedWithoutAsking() {
        view.use(ring(ACTIVE, NEXT));

        assertRefused(Tokens.naming(ACTIVE.kid().toString(), NEXT, LATER), TokenRefusal.SIGNATURE);
        assertThat(view.reads).isZero();
        assertThat(kidsSeen.get()).isEmpty();
    }

    @Test
    void carriedKid_isAcceptedWhereItsMaterialIsHeld_andUnknownWhereNot() {
        Ring ring = Rings.of(1, List.of(ACTIVE, NEXT), List.of(new CarriedKey(OTHER.kid(), LATER)));

        view.useHolding(ring, OTHER);
        assertThat(verifier.verify(Tokens.of(OTHER, LATER)).kid()).isEqualTo(OTHER.kid());
        view.use(ring);
        assertRefused(Tokens.of(OTHER, LATER), TokenRefusal.KEY_UNKNOWN);
    }

    @Test
    void tokenAtItsExp_verify_isRefusedWithoutLeeway() {
        view.use(ring(ACTIVE, NEXT));
        String token = Tokens.of(ACTIVE, Rings.START.plusSeconds(60));

        view.step(Duration.ofSeconds(60).minusNanos(1));
        verifier.verify(token);
        view.step(Duration.ofNanos(1));
        assertRefused(token, TokenRefusal.EXPIRED);
    }

    @Test
    void expiredToken_ofANewerKid_causesNoRead() {
        view.use(ring(ACTIVE, NEXT));
        RingKey newer = Rings.key(Rings.kid(2, "newer0"), 3, null);

        assertRefused(Tokens.of(newer, Rings.START), TokenRefusal.EXPIRED);
        assertThat(view.reads).isZero();
    }

    @Test
    void tokenWithoutExp_verify_isRefused() {
        view.use(ring(ACTIVE, NEXT));

        assertRefused(Tokens.signed("{\"alg\":\"HS256\",\"kid\":\"%s\"}".formatted(ACTIVE.kid()), "{\"sub\":\"ann\"}",
                ACTIVE), TokenRefusal.NO_EXPIRY);
    }

    @Test
    void notBeforeAndIssuedInTheFuture_verify_areNotLookedAt() {
        view.use(ring(ACTIVE, NEXT));
        long future = LATER.getEpochSecond();

        assertThat(verifier.verify(Tokens.signed("{\"alg\":\"HS256\",\"kid\":\"%s\"}".formatted(ACTIVE.kid()),
                "{\"sub\":\"ann\",\"exp\":%d,\"nbf\":%d,\"iat\":%d}".formatted(future, future, future), ACTIVE)).kid())
                .isEqualTo(ACTIVE.kid());
    }

    /// Each is a kid of the ring, or newer than any, as some decoder might read it.
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "active", "007.1.active", "1795500000.1", "1795500000.1.active1",
            "1795500000.-1.active", "1795500000.1.acti/e", "9999999999999.1.active", "1795500000.1234567890.active",
            "1795500000.1.active ", "../../etc/passwd", "' OR 1=1 --", "1795500000.1.activ\u00e9"})
    void malformedKid_verify_isRefusedWithoutARead(String kid) {
        view.use(ring(ACTIVE, NEXT));

        assertRefused(Tokens.naming(kid, ACTIVE, LATER), TokenRefusal.MALFORMED_KID);
        assertThat(view.reads).isZero();
    }

    @Test
    void kidThatIsNoText_verify_isRefusedWithoutARead() {
        view.use(ring(ACTIVE, NEXT));

        for (String kid : List.of("5", "[]", "{}", "true")) {
            assertRefused(Tokens.signed("{\"alg\":\"HS256\",\"kid\":%s}".formatted(kid), Tokens.claims(LATER), ACTIVE),
                    TokenRefusal.MALFORMED);
        }
        assertThat(view.reads).isZero();
    }

    @Test
    void absentAndNotNewer_verify_isRefusedWithoutARead() {
        view.use(Rings.of(5, List.of(ACTIVE, NEXT), List.of()));
        RingKey gone = Rings.key(Rings.kid(5, "gone00"), 3, null);

        assertRefused(Tokens.of(gone, LATER), TokenRefusal.KEY_UNKNOWN);
        assertThat(view.reads).isZero();
    }

    @Test
    void revokedByAnEventAlone_verify_isRefusedAtOnce() {
        view.use(ring(ACTIVE, NEXT));
        view.hear(new Position(Rings.EPOCH, 2), ACTIVE.kid());

        assertRefused(Tokens.of(ACTIVE, LATER), TokenRefusal.KEY_REVOKED);
        assertThat(view.reads).isZero();
    }

    @Test
    void withoutKid_isTriedAgainstActiveAndRetiring_neverNext() {
        view.use(ring(ACTIVE, NEXT, RETIRING));
        view.step(Duration.ofMillis(1));

        assertThat(verifier.verify(Tokens.withoutKid(ACTIVE, LATER)).kid()).isNull();
        assertThat(verifier.verify(Tokens.withoutKid(RETIRING, LATER)).kid()).isNull();
        assertRefusedAfterLag(Tokens.withoutKid(NEXT, LATER));
    }

    @Test
    void withoutKid_threeKeysAreTried_newestFirst() {
        RingKey newest = Rings.key(Rings.kid(1, "newest"), 6, Rings.START.plusSeconds(300));
        RingKey middle = Rings.key(Rings.kid(1, "middle"), 7, Rings.START.plusSeconds(200));
        view.use(ring(ACTIVE, NEXT, RETIRING, middle, newest));
        view.step(Duration.ofMillis(1));

        verifier.verify(Tokens.withoutKid(newest, LATER));
        verifier.verify(Tokens.withoutKid(middle, LATER));
        assertRefusedAfterLag(Tokens.withoutKid(RETIRING, LATER));
    }

    @Test
    void withoutKid_switchedOff_isRefusedWithoutLookingAtAnyKey() {
        KeyringVerifier strict = new KeyringVerifier(view,
                new VerifierSettings(false, VerifierSettings.LONGEST_TOKEN, VerifierSettings.REFRESH_WAIT,
                        Duration.ZERO),
                kidsSeen, counters);
        view.use(ring(ACTIVE, NEXT));

        assertThatExceptionOfType(InvalidTokenException.class)
                .isThrownBy(() -> strict.verify(Tokens.withoutKid(ACTIVE, LATER)))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(TokenRefusal.WITHOUT_KID));
        assertThat(view.reads).isZero();
    }

    @Test
    void withoutKid_ofAPublicKeyAlgorithm_isRefused() {
        RingKey elliptic = new RingKey(Rings.kid(1, "ellipt"), new SecureKeyMint().material(SigningAlgorithm.ES256),
                Rings.POLICY.maxTokenLifetime(), Rings.POLICY.signingLease(), Rings.START, null, false);
        view.use(ring(elliptic, NEXT));

        assertRefused(Tokens.withoutKid(elliptic, LATER), TokenRefusal.WITHOUT_KID);
        assertThat(view.reads).isZero();
    }

    @Test
    void bareSecret_verifiesTokensOfPlainClients_andNoOthers() {
        view.useBare(FakeKeyMint.secret(1));
        view.step(Duration.ofMillis(1));

        assertThat(verifier.verify(Tokens.withoutKid(ACTIVE, LATER)).kid()).isNull();
        assertRefusedAfterLag(Tokens.withoutKid(NEXT, LATER));
    }

    @Test
    void garbage_verify_isRefusedAndNeverThrowsElse() {
        view.use(ring(ACTIVE, NEXT));

        for (String text : List.of("", ".", "..", "...", "a.b.c", "a.b", "=.=.=", "e30.e30.e30", "..c", "e30.e30.",
                "bnVsbA.bnVsbA.bnVsbA", header("null"), header("[]"), header("{"), header("5"),
                header("{\"alg\":null}"),
                header("{\"alg\":\"HS256\",\"a\":" + "[".repeat(3000)),
                header("{\"alg\":\"HS256\",\"a\":" + "[".repeat(2000) + "]".repeat(2000) + "}"), "\u0000.\u0000.\u0000",
                "e30.e30.e30.e30.e30")) {
            assertRefused(text, TokenRefusal.MALFORMED);
        }
        assertRefused("a".repeat(VerifierSettings.LONGEST_TOKEN + 1), TokenRefusal.TOO_LONG);
        assertThat(view.reads).isZero();
    }

    @Test
    void signatureWithSpacesOrPadding_verify_isRefused_sinceOneTokenHasOneText() {
        view.use(ring(ACTIVE, NEXT));
        String token = Tokens.of(ACTIVE, LATER);

        for (String text : List.of(token + "=", token + " ", " " + token, token.replace(".", ". "), token + "\n")) {
            assertRefused(text, TokenRefusal.MALFORMED);
        }
    }

    @Test
    void refusal_toString_hasNothingOfTheToken() {
        view.use(ring(ACTIVE, NEXT));
        String token = Tokens.naming(ACTIVE.kid().toString(), NEXT, LATER);

        assertThatExceptionOfType(InvalidTokenException.class).isThrownBy(() -> verifier.verify(token))
                .withMessage("the token's signature is not valid").satisfies(e -> {
                    assertThat(e.getStackTrace()).isEmpty();
                    assertThat(e).hasNoCause();
                });
        assertThat(verifier.verify(Tokens.of(ACTIVE, LATER))).hasToString("VerifiedToken[" + ACTIVE.kid() + "]");
    }

    private static String header(String json) {
        return Base64URL.encode(json) + ".e30.e30";
    }

    private static Ring ring(RingKey... keys) {
        return Rings.of(1, List.of(keys), List.of());
    }

    /// A standby that lags may have answered any read before.
    private void assertRefusedAfterLag(String token) {
        assertThatExceptionOfType(KeyringUnavailableException.class).isThrownBy(() -> verifier.verify(token));
        view.step(LAG);
        assertRefused(token, TokenRefusal.SIGNATURE);
    }

    private void assertRefused(String token, TokenRefusal reason) {
        long before = counters.refused(reason);
        assertThatExceptionOfType(InvalidTokenException.class).isThrownBy(() -> verifier.verify(token))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
        assertThat(counters.refused(reason)).isEqualTo(before + 1);
    }
}
