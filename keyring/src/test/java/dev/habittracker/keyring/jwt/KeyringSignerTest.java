package dev.habittracker.keyring.jwt;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import com.nimbusds.jwt.JWTClaimsSet;

import dev.habittracker.events.Position;
import dev.habittracker.keyring.follow.Snapshot;
import dev.habittracker.keyring.ring.FakeKeyMint;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.RingKey;
import dev.habittracker.keyring.ring.Rings;
import dev.habittracker.keyring.ring.SecureKeyMint;
import dev.habittracker.keyring.ring.SigningAlgorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class KeyringSignerTest {

    private static final RingKey ACTIVE = Rings.key(Rings.kid(1, "active"), 1, null);
    private static final RingKey NEXT = Rings.key(Rings.kid(1, "next00"), 2, null);
    private static final Duration RETRY = Duration.ofMillis(1500);
    private static final SignerSettings SETTINGS = new SignerSettings(Duration.ofMinutes(5), Duration.ofMinutes(30),
            RETRY);
    private static final JWTClaimsSet CLAIMS = new JWTClaimsSet.Builder().subject("ann").build();

    private final SteppedView view = new SteppedView();
    private final TokenCounters counters = new TokenCounters();
    private final KeyringSigner signer = new KeyringSigner(view, SETTINGS, counters);

    @ParameterizedTest
    @EnumSource(SigningAlgorithm.class)
    void sign_anyAlgorithm_namesTheActiveKeyAndVerifies(SigningAlgorithm algorithm) {
        RingKey active = new RingKey(Rings.kid(1, "active"), new SecureKeyMint().material(algorithm),
                Duration.ofMinutes(15), Duration.ofHours(1), Rings.START, null, false);
        view.use(ring(active, NEXT));

        SignedToken token = signer.sign(CLAIMS);

        assertThat(token.kid()).isEqualTo(active.kid());
        assertThat(token.header().getAlgorithm()).isEqualTo(algorithm.jws());
        assertThat(verifier().verify(token.value()).claims().getSubject()).isEqualTo("ann");
        assertThat(counters.signed()).isEqualTo(1);
        assertThat(token.toString()).doesNotContain(token.value());
    }

    @Test
    void noRing_sign_isUnavailableWithRetryAfterRoundedUp() {
        assertThatExceptionOfType(KeyringUnavailableException.class).isThrownBy(() -> signer.sign(CLAIMS))
                .withMessageContaining("no ring was read so far").satisfies(e -> {
                    assertThat(e.retryAfter()).isEqualTo(RETRY);
                    assertThat(e.retryAfterSeconds()).isEqualTo(2);
                });
        assertThat(counters.unsigned()).isEqualTo(1);
        assertThat(counters.signed()).isZero();
    }

    @Test
    void leaseOfTheKey_untilItsEndSigns_andThenNotEvenForAMoment() {
        view.use(ring(ACTIVE, NEXT));

        view.step(ACTIVE.signingLease().minusNanos(1));
        signer.sign(CLAIMS);
        view.step(Duration.ofNanos(1));
        assertUnavailable("the lease of 3,600 s is over");
    }

    @Test
    void forkedRing_sign_isUnavailable() {
        view.use(ring(ACTIVE, NEXT));
        view.fork();

        assertUnavailable("the ring in Vault does not descend from the one in use");
    }

    @Test
    void activeRevokedByAnEvent_successorHeld_signsWithIt() {
        view.use(ring(ACTIVE, NEXT));
        view.hear(new Position(Rings.EPOCH, 2), ACTIVE.kid(), NEXT.kid());

        assertThat(signer.sign(CLAIMS).kid()).isEqualTo(NEXT.kid());
    }

    @Test
    void activeRevokedByAnEvent_successorNotHeld_isUnavailable() {
        view.use(ring(ACTIVE, NEXT));
        view.hear(new Position(Rings.EPOCH, 2), ACTIVE.kid(), Rings.kid(2, "fresh0"));

        assertUnavailable("the active key was revoked, and its successor has not been read yet");
    }

    @Test
    void activeThatFailedItsSelfTestHere_isUnavailable() {
        view.use(ring(ACTIVE, NEXT));
        Snapshot whole = view.snapshot().orElseThrow();
        view.snapshot = new Snapshot(whole.ring(), null, Map.of(), whole.identity(), whole.appliedAt(),
                whole.leaseStart(), whole.heard(), whole.revokedHeard(), null, false);

        assertUnavailable("key " + ACTIVE.kid() + " cannot be used by this process");
    }

    @Test
    void lifetimeAsked_isGrantedUpToTheKeysAndCappedBeyond_countedAsAnAlarm() {
        view.use(ring(ACTIVE, NEXT));

        assertThat(signer.sign(CLAIMS, Duration.ofMinutes(3)).expires()).isEqualTo(Rings.START.plusSeconds(180));
        assertThat(signer.sign(CLAIMS, ACTIVE.maxTokenLifetime()).expires())
                .isEqualTo(Rings.START.plus(ACTIVE.maxTokenLifetime()));
        assertThat(counters.capped()).isZero();
        assertThat(signer.sign(CLAIMS, ACTIVE.maxTokenLifetime().plusNanos(1)).expires())
                .isEqualTo(Rings.START.plus(ACTIVE.maxTokenLifetime()));
        assertThat(counters.capped()).isEqualTo(1);
    }

    @Test
    void lifetimeUnderASecond_isAnErrorOfTheCaller() {
        view.use(ring(ACTIVE, NEXT));

        assertThatThrownBy(() -> signer.sign(CLAIMS, Duration.ofMillis(999)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a token must live for at least a second, not PT0.999S");
    }

    @Test
    void claimsOfTheCaller_expIsSetNbfIsDropped_iatIsKept() {
        view.use(ring(ACTIVE, NEXT));
        Date issued = Date.from(Rings.START.minusSeconds(5));
        JWTClaimsSet claims = new JWTClaimsSet.Builder(CLAIMS).issueTime(issued).notBeforeTime(issued)
                .expirationTime(Date.from(Rings.START.plus(Duration.ofDays(365)))).build();

        JWTClaimsSet signed = verifier().verify(signer.sign(claims, Duration.ofMinutes(1)).value()).claims();

        assertThat(signed.getIssueTime()).isEqualTo(issued);
        assertThat(signed.getNotBeforeTime()).isNull();
        assertThat(signed.getExpirationTime()).isEqualTo(Date.from(Rings.START.plusSeconds(60)));
    }

    @Test
    void exp_isRoundedDownToSeconds() {
        view.use(ring(ACTIVE, NEXT));
        view.step(Duration.ofMillis(999));

        SignedToken token = signer.sign(CLAIMS, Duration.ofMillis(60_500));

        assertThat(token.expires()).isEqualTo(Rings.START.plusSeconds(61));
        assertThat(token.claims().getIssueTime()).isEqualTo(Date.from(Rings.START));
    }

    @Test
    void adoptedSecret_sign_namesNoKey_asPlainClientsExpect() {
        RingKey adopted = new RingKey(ACTIVE.kid(), ACTIVE.material(), ACTIVE.maxTokenLifetime(),
                ACTIVE.signingLease(), Rings.START, null, true);
        view.use(ring(adopted, NEXT));

        SignedToken token = signer.sign(CLAIMS);

        assertThat(token.kid()).isNull();
        assertThat(token.header().getKeyID()).isNull();
        assertThat(verifier().verify(token.value()).kid()).isNull();
    }

    @Test
    void bareSecret_sign_goesByTheSettingsOfTheProcess() {
        view.useBare(FakeKeyMint.secret(1));

        SignedToken token = signer.sign(CLAIMS, Duration.ofHours(1));

        assertThat(token.kid()).isNull();
        assertThat(token.expires()).isEqualTo(Rings.START.plus(SETTINGS.maxTokenLifetime()));
        assertThat(counters.capped()).isEqualTo(1);
        view.step(SETTINGS.signingLease());
        assertUnavailable("the lease of 1,800 s is over");
    }

    @Test
    void bareSecretThatMayHaveBeenRevokedSinceItsAdoption_sign_isUnavailable() {
        view.useBare(FakeKeyMint.secret(1));
        view.hear(ring(ACTIVE, NEXT).position(), ACTIVE.kid());

        assertUnavailable("the ring that tells whether it is the secret in use has not been read yet");
    }

    /// A process that is paused between the two must not date a token later than the ring that it signs by.
    @Test
    void pauseBeforeTheRingIsTaken_doesNotLengthenTheTokensLife() {
        SteppedView paused = new SteppedView() {
            @Override
            public Optional<Snapshot> snapshot() {
                step(Duration.ofSeconds(30));
                return super.snapshot();
            }
        };
        paused.use(ring(ACTIVE, NEXT));
        Instant before = paused.now().wall();

        SignedToken token = new KeyringSigner(paused, SETTINGS, counters).sign(CLAIMS, Duration.ofMinutes(1));

        assertThat(token.expires()).isEqualTo(before.plusSeconds(60));
    }

    private KeyringVerifier verifier() {
        return new KeyringVerifier(view, VerifierSettings.withLag(Duration.ZERO),
                new KidsSeen(Duration.ofMinutes(5), view::now), counters);
    }

    private void assertUnavailable(String reason) {
        assertThatExceptionOfType(KeyringUnavailableException.class).isThrownBy(() -> signer.sign(CLAIMS))
                .withMessageContaining(reason).satisfies(e -> assertThat(e.retryAfterSeconds()).isPositive());
    }

    private static Ring ring(RingKey... keys) {
        return Rings.of(1, List.of(keys), List.of());
    }
}
