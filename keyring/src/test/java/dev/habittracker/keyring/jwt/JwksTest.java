package dev.habittracker.keyring.jwt;

import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;

import dev.habittracker.events.Position;
import dev.habittracker.keyring.ring.CarriedKey;
import dev.habittracker.keyring.ring.RingKey;
import dev.habittracker.keyring.ring.Rings;
import dev.habittracker.keyring.ring.SecureKeyMint;
import dev.habittracker.keyring.ring.SigningAlgorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class JwksTest {

    private static final Instant KEY_EXP = Rings.START.plusSeconds(60);

    private final SteppedView view = new SteppedView();
    private final Jwks jwks = new Jwks(view);

    @Test
    void noRing_set_isUnavailable_sinceAnEmptySetWouldBeCached() {
        assertThatExceptionOfType(KeyringUnavailableException.class).isThrownBy(jwks::json)
                .satisfies(e -> assertThat(e.retryAfterSeconds()).isEqualTo(1));
    }

    @Test
    void symmetricRing_set_isEmpty() {
        view.use(Rings.ofEveryState(KEY_EXP));

        assertThat(jwks.json()).isEqualTo("{\"keys\":[]}");
    }

    @ParameterizedTest
    @EnumSource(value = SigningAlgorithm.class, names = "HS256", mode = Mode.EXCLUDE)
    void publicKeys_set_hasPublicMembersKidAlgAndUse_andNothingElse(SigningAlgorithm algorithm) throws ParseException {
        RingKey active = key("active", algorithm, null);
        RingKey next = key("next00", algorithm, null);
        view.use(Rings.of(1, List.of(active, next), List.of()));

        JWKSet set = JWKSet.parse(jwks.json());

        assertThat(set.getKeys()).extracting(JWK::getKeyID).as("the next key is there before it signs")
                .containsExactly(active.kid().toString(), next.kid().toString());
        for (JWK key : set.getKeys()) {
            assertThat(key.isPrivate()).isFalse();
            assertThat(key.toJSONObject().keySet()).isEqualTo(switch (algorithm) {
                case ES256 -> Set.of("kty", "crv", "x", "y", "kid", "alg", "use");
                case EdDSA -> Set.of("kty", "crv", "x", "kid", "alg", "use");
                case RS256 -> Set.of("kty", "n", "e", "kid", "alg", "use");
                case HS256 -> throw new IllegalArgumentException("has no public key");
            });
            assertThat(key.getAlgorithm().getName()).isEqualTo(algorithm.jwtName());
            assertThat(key.getKeyUse().identifier()).isEqualTo("sig");
        }
        assertThat(set.getKeys().getFirst().toJSONObject()).as("the key's own public members")
                .containsAllEntriesOf(active.material().exposeJwk().toPublicJWK().toJSONObject());
    }

    @Test
    void retiringKey_set_hasItUntilItsExp() {
        RingKey retiring = key("retire", SigningAlgorithm.ES256, KEY_EXP);
        view.use(Rings.of(1, List.of(key("active", SigningAlgorithm.ES256, null),
                key("next00", SigningAlgorithm.ES256, null), retiring), List.of()));

        view.step(Duration.ofSeconds(60).minusNanos(1));
        assertThat(kids()).hasSize(3).contains(retiring.kid().toString());
        view.step(Duration.ofNanos(1));
        assertThat(kids()).hasSize(2).doesNotContain(retiring.kid().toString());
    }

    @Test
    void changeToPublicKeys_set_hasTheNextKeyAndNotTheSecrets() {
        RingKey next = key("next00", SigningAlgorithm.ES256, null);
        view.use(Rings.of(1, List.of(Rings.key(Rings.kid(1, "active"), 1, null), next), List.of()));

        assertThat(kids()).containsExactly(next.kid().toString());
    }

    @Test
    void revokedByAnEventAlone_set_dropsItAtOnceAndNamesTheSuccessorFirst() {
        RingKey active = key("active", SigningAlgorithm.EdDSA, null);
        RingKey next = key("next00", SigningAlgorithm.EdDSA, null);
        view.use(Rings.of(1, List.of(active, next), List.of()));

        view.hear(new Position(Rings.EPOCH, 2), active.kid(), next.kid());

        assertThat(kids()).containsExactly(next.kid().toString());
    }

    @Test
    void carriedKey_set_hasItWhereItsMaterialIsHeld() {
        RingKey carried = key("carry0", SigningAlgorithm.ES256, null);
        view.useHolding(Rings.of(1, List.of(key("active", SigningAlgorithm.ES256, null),
                key("next00", SigningAlgorithm.ES256, null)), List.of(new CarriedKey(carried.kid(), KEY_EXP))),
                carried);

        assertThat(kids()).hasSize(3).contains(carried.kid().toString());
    }

    private List<String> kids() {
        return jwks.set().getKeys().stream().map(JWK::getKeyID).toList();
    }

    private static RingKey key(String random, SigningAlgorithm algorithm, @Nullable Instant exp) {
        return new RingKey(Rings.kid(1, random), new SecureKeyMint().material(algorithm),
                Rings.POLICY.maxTokenLifetime(), Rings.POLICY.signingLease(), Rings.START, exp, false);
    }
}
