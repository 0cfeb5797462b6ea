package dev.habittracker.keyring.jwt;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;

import dev.habittracker.keyring.ring.KeyMaterial;
import dev.habittracker.keyring.ring.RingKey;
import dev.habittracker.keyring.ring.Rings;
import dev.habittracker.keyring.ring.SecureKeyMint;
import dev.habittracker.keyring.ring.SigningAlgorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/// What tokens may try to make of a key: the algorithm is the key's and nothing in a header changes it (RFC 8725 sections
/// 2.1, 3.1, 3.2).
class AlgorithmConfusionTest {

    private static final Instant LATER = Rings.START.plusSeconds(600);
    private static final RingKey RSA = key("rsa000", SigningAlgorithm.RS256);
    private static final RingKey ELLIPTIC = key("ellipt", SigningAlgorithm.ES256);
    private static final RingKey SECRET = Rings.key(Rings.kid(1, "secret"), 1, Rings.START.plusSeconds(900));

    private final SteppedView view = new SteppedView().use(Rings.of(1, List.of(RSA, ELLIPTIC, SECRET), List.of()));
    private final KeyringVerifier verifier = new KeyringVerifier(view, VerifierSettings.withLag(Duration.ofSeconds(5)),
            new KidsSeen(Duration.ofMinutes(5), view::now), new TokenCounters());

    /// The public key is public, so that an HMAC with its bytes proves nothing.
    @Test
    void hs256_withAPublicKeysBytesUnderItsKid_isRefused() throws JOSEException {
        RSAKey publicKey = RSA.material().exposeJwk().toRSAKey().toPublicJWK();
        byte[] der = publicKey.toRSAPublicKey().getEncoded();
        String pem = "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(der)
                + "\n-----END PUBLIC KEY-----\n";

        for (byte[] bytes : List.of(der, pem.getBytes(StandardCharsets.US_ASCII),
                publicKey.toJSONString().getBytes(StandardCharsets.UTF_8), publicKey.getModulus().decode())) {
            assertRefused(maced("{\"alg\":\"HS256\",\"kid\":\"%s\"}".formatted(RSA.kid()), bytes),
                    TokenRefusal.SIGNATURE);
        }
        assertThat(view.reads).isZero();
    }

    @Test
    void hs256_withAPublicKeysBytesAndNoKid_isRefused() throws JOSEException {
        byte[] der = RSA.material().exposeJwk().toRSAKey().toRSAPublicKey().getEncoded();
        String forged = maced("{\"alg\":\"HS256\"}", der);
        view.step(Duration.ofMillis(1));

        // it may be of a key that is too new for the standby that answered
        assertThatExceptionOfType(KeyringUnavailableException.class).isThrownBy(() -> verifier.verify(forged));
        view.step(Duration.ofSeconds(5));
        assertRefused(forged, TokenRefusal.SIGNATURE);
    }

    @Test
    void signatureOfOneKey_underTheKidOfAnotherAlgorithm_isRefused() {
        assertRefused(Tokens.naming(ELLIPTIC.kid().toString(), RSA, LATER), TokenRefusal.SIGNATURE);
        assertRefused(Tokens.naming(SECRET.kid().toString(), ELLIPTIC, LATER), TokenRefusal.SIGNATURE);
    }

    @Test
    void signatureOfTheKey_underAnotherAlgorithmInTheHeader_isRefused() {
        for (String algorithm : List.of("RS384", "RS512", "PS256", "HS256", "ES256")) {
            assertRefused(Tokens.signed("{\"alg\":\"%s\",\"kid\":\"%s\"}".formatted(algorithm, RSA.kid()),
                    Tokens.claims(LATER), RSA), TokenRefusal.SIGNATURE);
        }
        for (String algorithm : List.of("HS384", "HS512", "hs256", "RS256")) {
            assertRefused(Tokens.signed("{\"alg\":\"%s\",\"kid\":\"%s\"}".formatted(algorithm, SECRET.kid()),
                    Tokens.claims(LATER), SECRET), TokenRefusal.SIGNATURE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "NONE", "nOnE"})
    void algNone_withAndWithoutSignature_isRefused(String none) {
        String header = "{\"alg\":\"%s\",\"kid\":\"%s\"}".formatted(none, SECRET.kid());
        String input = Tokens.input(header, Tokens.claims(LATER));

        assertRefused(input + ".", TokenRefusal.MALFORMED);
        assertThatExceptionOfType(InvalidTokenException.class).isThrownBy(() -> verifier.verify(input + ".e30"));
        assertThatExceptionOfType(InvalidTokenException.class)
                .isThrownBy(() -> verifier.verify(Tokens.signed(header, Tokens.claims(LATER), SECRET)));
        assertThat(view.reads).isZero();
    }

    @Test
    void noAlgAtAll_isRefused() {
        assertRefused(Tokens.signed("{\"kid\":\"%s\"}".formatted(SECRET.kid()), Tokens.claims(LATER), SECRET),
                TokenRefusal.MALFORMED);
    }

    /// RFC 7515 section 4.1.11: a verifier that does not understand what `crit` names must refuse, however good the
    /// signature is.
    @Test
    void criticalHeader_rightlySigned_isRefused() {
        for (String parameters : List.of("\"crit\":[\"b64\"],\"b64\":true", "\"crit\":[\"b64\"],\"b64\":false",
                "\"crit\":[\"exp\"],\"exp\":1", "\"crit\":[\"urn:x\"],\"urn:x\":1")) {
            assertRefused(Tokens.signed("{\"alg\":\"HS256\",\"kid\":\"%s\",%s}".formatted(SECRET.kid(), parameters),
                    Tokens.claims(LATER), SECRET), TokenRefusal.CRITICAL_HEADER);
        }
    }

    /// RFC 7797: the signature would be over other bytes.
    @Test
    void unencodedPayload_withoutCrit_isRefused() {
        assertThatExceptionOfType(InvalidTokenException.class)
                .isThrownBy(() -> verifier.verify(
                        Tokens.signed("{\"alg\":\"HS256\",\"kid\":\"%s\",\"b64\":false}".formatted(SECRET.kid()),
                                Tokens.claims(LATER), SECRET)))
                .satisfies(e -> assertThat(e.reason()).isIn(TokenRefusal.CRITICAL_HEADER, TokenRefusal.MALFORMED));
    }

    /// RFC 7515 sections 4.1.2 to 4.1.6: a key that the token brings along is never used, and no address is fetched.
    @Test
    void keyThatTheTokenBringsAlong_isNotUsed() {
        RingKey own = key("own000", SigningAlgorithm.ES256);
        String jwk = own.material().exposeJwk().toPublicJWK().toJSONString();

        assertRefused(Tokens.signed("{\"alg\":\"ES256\",\"kid\":\"%s\",\"jwk\":%s}".formatted(ELLIPTIC.kid(), jwk),
                Tokens.claims(LATER), own), TokenRefusal.SIGNATURE);
        assertRefused(Tokens.signed("{\"alg\":\"ES256\",\"jwk\":%s}".formatted(jwk), Tokens.claims(LATER), own),
                TokenRefusal.WITHOUT_KID);
        assertRefused(Tokens.signed(
                "{\"alg\":\"ES256\",\"kid\":\"%s\",\"jku\":\"http://127.0.0.1:1/jwks\"}".formatted(ELLIPTIC.kid()),
                Tokens.claims(LATER), own), TokenRefusal.SIGNATURE);
    }

    private String maced(String header, byte[] secret) {
        String input = Tokens.input(header, Tokens.claims(LATER));
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return input + "." + Base64URL.encode(mac.doFinal(input.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private void assertRefused(String token, TokenRefusal reason) {
        assertThatExceptionOfType(InvalidTokenException.class).isThrownBy(() -> verifier.verify(token))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private static RingKey key(String random, SigningAlgorithm algorithm) {
        KeyMaterial material = new SecureKeyMint().material(algorithm);
        return new RingKey(Rings.kid(1, random), material, Rings.POLICY.maxTokenLifetime(),
                Rings.POLICY.signingLease(), Rings.START, null, false);
    }
}
