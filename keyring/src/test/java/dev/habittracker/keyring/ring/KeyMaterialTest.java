package dev.habittracker.keyring.ring;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.nimbusds.jose.jwk.OctetSequenceKey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class KeyMaterialTest {

    private static final String MARK = "n0tArealSecret";

    @Test
    void ofSecretText_isTheTextsOwnBytes() {
        KeyMaterial material = KeyMaterial.ofSecretText(SigningAlgorithm.HS256, "schl\u00fcssel \ud83d\udd11");

        OctetSequenceKey jwk = (OctetSequenceKey) material.exposeJwk();
        assertThat(jwk.toByteArray()).isEqualTo("schl\u00fcssel \ud83d\udd11".getBytes(StandardCharsets.UTF_8));
        assertThat(material.exposeSecretText()).isEqualTo("schl\u00fcssel \ud83d\udd11");
    }

    @Test
    void ofSecretText_empty_isRefused() {
        assertThatThrownBy(() -> KeyMaterial.ofSecretText(SigningAlgorithm.HS256, ""))
                .isInstanceOf(IllegalArgumentException.class).hasMessage("the secret is empty");
    }

    @Test
    void parse_anEmptySecret_isRefusedForAnyoneCouldSignWithIt() {
        assertThatThrownBy(() -> KeyMaterial.parse(SigningAlgorithm.HS256, "{\"kty\":\"oct\",\"k\":\"\"}"))
                .isInstanceOf(IllegalArgumentException.class).hasMessage("the secret is empty");
    }

    @ParameterizedTest
    @CsvSource({"31, false", "32, true", "33, true"})
    void longEnough_needs256Bits(int bytes, boolean longEnough) {
        assertThat(KeyMaterial.ofSecretText(SigningAlgorithm.HS256, "x".repeat(bytes)).longEnough())
                .isEqualTo(longEnough);
    }

    @Test
    void of_bytesThatAreNoText_isRefusedForPlainClientsCouldNotHaveThem() {
        OctetSequenceKey jwk = new OctetSequenceKey.Builder(new byte[]{(byte) 0xff, (byte) 0xfe}).build();

        assertThatThrownBy(() -> KeyMaterial.of(SigningAlgorithm.HS256, jwk))
                .isInstanceOf(IllegalArgumentException.class).hasMessage(
                        "the JWK for HS256 is not made of the bytes of a text, which plain clients need");
    }

    @ParameterizedTest
    @EnumSource(SigningAlgorithm.class)
    void of_aKeyOfAnotherAlgorithm_isRefused(SigningAlgorithm algorithm) {
        KeyMint mint = new SecureKeyMint();
        List<SigningAlgorithm> others = List.of(SigningAlgorithm.HS256, SigningAlgorithm.ES256,
                SigningAlgorithm.EdDSA);

        assertThat(others).filteredOn(other -> other != algorithm)
                .allSatisfy(other -> assertThatThrownBy(
                        () -> KeyMaterial.of(algorithm, mint.material(other).exposeJwk()))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageMatching("the JWK of type (oct|EC|OKP) is not for " + algorithm));
    }

    @ParameterizedTest
    @EnumSource(value = SigningAlgorithm.class, names = {"ES256", "EdDSA", "RS256"})
    void of_thePublicPartOnly_isRefused(SigningAlgorithm algorithm) {
        assertThatThrownBy(() -> KeyMaterial.of(algorithm,
                new SecureKeyMint().material(algorithm).exposeJwk().toPublicJWK()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the JWK for " + algorithm + " lacks its private part");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{", "7", "\"n0tArealSecret\"", "{\"kty\":\"n0tArealSecret\"}",
            "{\"kty\":\"oct\",\"k\":7}", "{\"kty\":\"oct\"}",
            "{\"k\":\"n0tArealSecret\"}", "{\"kty\":\"oct\",\"k\":\"n0tArealSecret\",\"x5u\":\"::n0tArealSecret\"}"})
    void parse_noJwk_isRefusedWithoutAWordOfIt(String json) {
        assertThatThrownBy(() -> KeyMaterial.parse(SigningAlgorithm.HS256, json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the JWK for HS256 cannot be read").hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\",\"d\":\"n0tArealSecret\"}",
            "{\"kty\":\"EC\",\"crv\":\"n0tArealSecret\",\"x\":\"AA\",\"y\":\"AA\",\"d\":\"AA\"}",
            "{\"kty\":\"EC\",\"crv\":\"P-256\",\"d\":\"n0tArealSecret\"}", "{\"kty\":\"EC\",\"crv\":\"P-256\"}",
            "{\"kty\":\"OKP\",\"d\":\"n0tArealSecret\"}", "{\"kty\":\"RSA\",\"d\":\"n0tArealSecret\"}",
            "{\"kty\":\"RSA\",\"n\":\"AA\",\"e\":\"AQAB\",\"p\":\"n0tArealSecret\"}"})
    void parse_aBrokenPublicKeyJwk_isRefusedWithoutAWordOfIt(String json) {
        assertThatThrownBy(() -> KeyMaterial.parse(SigningAlgorithm.ES256, json))
                .isInstanceOf(IllegalArgumentException.class).hasNoCause().message().doesNotContain(MARK);
    }

    @Test
    void exposeSecretText_ofAPublicKeyAlgorithm_isRefused() {
        KeyMaterial material = new SecureKeyMint().material(SigningAlgorithm.ES256);

        assertThatThrownBy(material::exposeSecretText).isInstanceOf(IllegalStateException.class)
                .hasMessage("a key for ES256 has no secret text");
    }

    @Test
    void thumbprint_isThatOfRfc7638() {
        // RFC 8037 appendices A.1 and A.3
        KeyMaterial material = KeyMaterial.parse(SigningAlgorithm.EdDSA, """
                {"kty":"OKP","crv":"Ed25519","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A",
                 "x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}
                """);

        assertThat(material.thumbprint()).isEqualTo("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
    }

    @Test
    void equality_isThatOfAlgorithmAndKey() {
        KeyMaterial one = FakeKeyMint.secret(1);

        assertThat(one).isEqualTo(FakeKeyMint.secret(1)).hasSameHashCodeAs(FakeKeyMint.secret(1))
                .isNotEqualTo(FakeKeyMint.secret(2)).isNotEqualTo("another type");
        assertThat(one.thumbprint()).isEqualTo(FakeKeyMint.secret(1).thumbprint())
                .isNotEqualTo(FakeKeyMint.secret(2).thumbprint());
    }
}
