package dev.habittracker.keyring.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;

import dev.habittracker.keyring.ring.KeyMaterial;
import dev.habittracker.keyring.ring.SecureKeyMint;
import dev.habittracker.keyring.ring.SigningAlgorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class UsableKeyTest {

    private static final byte[] INPUT = "eyJhbGciOiJIUzI1NiJ9.e30".getBytes(StandardCharsets.US_ASCII);
    private static final SecureKeyMint MINT = new SecureKeyMint();

    @ParameterizedTest
    @EnumSource(SigningAlgorithm.class)
    void freshKey_selfTest_findsNothing(SigningAlgorithm algorithm) {
        assertThat(UsableKey.of(MINT.material(algorithm)).selfTest()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(SigningAlgorithm.class)
    void signature_ofAnotherKey_doesNotVerify(SigningAlgorithm algorithm) {
        UsableKey key = UsableKey.of(MINT.material(algorithm));
        UsableKey other = UsableKey.of(MINT.material(algorithm));
        JWSHeader header = new JWSHeader(algorithm.jws());

        assertThat(key.verifies(header, INPUT, other.sign(header, INPUT))).isFalse();
    }

    @ParameterizedTest
    @EnumSource(SigningAlgorithm.class)
    void header_ofAnyOtherAlgorithm_isNeverVerified(SigningAlgorithm algorithm) {
        UsableKey key = UsableKey.of(MINT.material(algorithm));
        Base64URL signature = key.sign(new JWSHeader(algorithm.jws()), INPUT);

        Arrays.stream(SigningAlgorithm.values()).filter(other -> other != algorithm)
                .forEach(other -> assertThat(key.verifies(new JWSHeader(other.jws()), INPUT, signature))
                        .as("as " + other)
                        .isFalse());
        assertThat(key.verifies(new JWSHeader(algorithm.jws()), INPUT, signature)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tiny", "exactly thirty-two bytes of text",
            "more than the thirty-two bytes that HS256 asks for",
            "mit Umlauten: äöü, und länger als es müsste"})
    void hs256_anySecretText_signsAsPlainHmacOfItsUtf8Bytes(String secret) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        Base64URL plain = Base64URL.encode(mac.doFinal(INPUT));
        UsableKey key = UsableKey.of(KeyMaterial.ofSecretText(SigningAlgorithm.HS256, secret));
        JWSHeader header = new JWSHeader(SigningAlgorithm.HS256.jws());

        assertThat(key.sign(header, INPUT)).isEqualTo(plain);
        assertThat(key.verifies(header, INPUT, plain)).isTrue();
    }

    /// What a ring patched by hand may hold: halves of two pairs, each well formed.
    @Test
    void es256_publicHalfOfAnotherPair_isFoundByTheSelfTest() {
        ECKey one = MINT.material(SigningAlgorithm.ES256).exposeJwk().toECKey();
        ECKey other = MINT.material(SigningAlgorithm.ES256).exposeJwk().toECKey();
        KeyMaterial mixed = KeyMaterial.of(SigningAlgorithm.ES256,
                new ECKey.Builder(one.getCurve(), one.getX(), one.getY()).d(other.getD()).build());

        assertThat(UsableKey.of(mixed).selfTest()).contains("a signature by the key does not verify with it");
    }

    @Test
    void ed25519_publicHalfThatIsNoPoint_cannotBeUsed_andTheMessageHasNoKey() {
        OctetKeyPair pair = MINT.material(SigningAlgorithm.EdDSA).exposeJwk().toOctetKeyPair();
        KeyMaterial cut = KeyMaterial.of(SigningAlgorithm.EdDSA,
                new OctetKeyPair.Builder(pair.getCurve(), Base64URL.encode(new byte[3])).d(pair.getD()).build());

        assertThatThrownBy(() -> UsableKey.of(cut)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a key for EdDSA cannot be used by this JVM").hasNoCause();
    }

    /// CVE-2022-21449: a verifier that does not check the range of r and s takes this for any text's signature.
    @Test
    void es256_signatureOfZeros_doesNotVerify() {
        UsableKey key = UsableKey.of(MINT.material(SigningAlgorithm.ES256));

        assertThat(key.verifies(new JWSHeader(SigningAlgorithm.ES256.jws()), INPUT, Base64URL.encode(new byte[64])))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(SigningAlgorithm.class)
    void signature_ofAnyOtherLength_doesNotVerifyAndThrowsNothing(SigningAlgorithm algorithm) {
        UsableKey key = UsableKey.of(MINT.material(algorithm));
        JWSHeader header = new JWSHeader(algorithm.jws());
        byte[] signature = key.sign(header, INPUT).decode();

        for (int length : new int[]{0, 1, signature.length - 1, signature.length + 1, 1000}) {
            assertThat(key.verifies(header, INPUT, Base64URL.encode(Arrays.copyOf(signature, length))))
                    .as(length + " bytes").isFalse();
        }
    }
}
