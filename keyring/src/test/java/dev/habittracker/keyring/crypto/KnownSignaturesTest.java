package dev.habittracker.keyring.crypto;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.HexFormat;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64URL;

import dev.habittracker.keyring.ring.KeyMaterial;
import dev.habittracker.keyring.ring.SigningAlgorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// The examples of the RFCs, made by their authors. Keys and signatures are theirs, character by character.
class KnownSignaturesTest {

    private static final String RFC_7515_PAYLOAD = "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFt"
            + "cGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
    private static final String RFC_7515_A1_KEY = """
            {"kty":"oct","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"}""";
    private static final String RFC_7515_A2 = "eyJhbGciOiJSUzI1NiJ9." + RFC_7515_PAYLOAD
            + ".cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdb"
            + "F9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383"
            + "LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWy"
            + "wlVmtVrBp0igcN_IoypGlUPQGe77Rw";
    private static final String RFC_7515_A3 = "eyJhbGciOiJFUzI1NiJ9." + RFC_7515_PAYLOAD
            + ".DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";
    private static final String RFC_7515_A3_KEY = """
            {"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
             "y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0","d":"jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"}""";
    private static final String RFC_8037_A4 = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc"
            + ".hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";
    private static final String RFC_8037_A1_KEY = """
            {"kty":"OKP","crv":"Ed25519","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A",
             "x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}""";

    @Test
    void ed25519_theExampleOfRfc8037_signsTheSameAndVerifies() {
        UsableKey key = key(SigningAlgorithm.EdDSA, RFC_8037_A1_KEY);

        assertThat(signed(key, RFC_8037_A4)).isEqualTo(signature(RFC_8037_A4));
        assertThat(verifies(key, RFC_8037_A4)).isTrue();
        assertThat(key.material().thumbprint()).as("RFC 8037 appendix A.3")
                .isEqualTo("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
    }

    @Test
    void rs256_theExampleOfRfc7515_signsTheSameAndVerifies() throws IOException {
        UsableKey key = key(SigningAlgorithm.RS256, resource("/rfc7515/a2-rs256.jwk.json"));

        assertThat(signed(key, RFC_7515_A2)).isEqualTo(signature(RFC_7515_A2));
        assertThat(verifies(key, RFC_7515_A2)).isTrue();
    }

    @Test
    void es256_theExampleOfRfc7515_verifies_andASignatureMadeHereIsAnother() {
        UsableKey key = key(SigningAlgorithm.ES256, RFC_7515_A3_KEY);

        assertThat(verifies(key, RFC_7515_A3)).isTrue();
        Base64URL own = signed(key, RFC_7515_A3);
        assertThat(own).as("ECDSA takes a fresh random number").isNotEqualTo(signature(RFC_7515_A3));
        assertThat(key.verifies(header(RFC_7515_A3), input(RFC_7515_A3), own)).isTrue();
    }

    @Test
    void hs256_theKeyOfRfc7515_isRefused_sincePlainClientsHoldTexts() {
        assertThatThrownBy(() -> key(SigningAlgorithm.HS256, RFC_7515_A1_KEY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the JWK for HS256 is not made of the bytes of a text, which plain clients need");
    }

    /// RFC 4231 sections 4.2 and 4.3, of which the keys are texts; both are shorter than HS256 asks for.
    @ParameterizedTest
    @CsvSource({
            "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b, 4869205468657265, b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
            "4a656665, 7768617420646f2079612077616e7420666f72206e6f7468696e673f, 5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"})
    void shortHmac_theExamplesOfRfc4231_areMadeAlike(String secret, String data, String mac) {
        HexFormat hex = HexFormat.of();
        UsableKey key = UsableKey.of(KeyMaterial.ofSecretText(SigningAlgorithm.HS256,
                new String(hex.parseHex(secret), StandardCharsets.UTF_8)));
        JWSHeader header = new JWSHeader(SigningAlgorithm.HS256.jws());

        Base64URL signature = key.sign(header, hex.parseHex(data));

        assertThat(hex.formatHex(signature.decode())).isEqualTo(mac);
        assertThat(key.verifies(header, hex.parseHex(data), signature)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"EdDSA", "RS256", "ES256"})
    void anyBitOfTheExamples_turned_verifiesNoMore(SigningAlgorithm algorithm) throws IOException {
        String example = switch (algorithm) {
            case EdDSA -> RFC_8037_A4;
            case RS256 -> RFC_7515_A2;
            case ES256 -> RFC_7515_A3;
            case HS256 -> throw new IllegalArgumentException("has no example");
        };
        UsableKey key = switch (algorithm) {
            case EdDSA -> key(algorithm, RFC_8037_A1_KEY);
            case RS256 -> key(algorithm, resource("/rfc7515/a2-rs256.jwk.json"));
            case ES256 -> key(algorithm, RFC_7515_A3_KEY);
            case HS256 -> throw new IllegalArgumentException("has no example");
        };
        byte[] signature = signature(example).decode();
        for (int bit = 0; bit < signature.length * 8; bit += 37) {
            byte[] turned = signature.clone();
            turned[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(key.verifies(header(example), input(example), Base64URL.encode(turned))).as("bit " + bit)
                    .isFalse();
        }
        byte[] input = input(example);
        input[input.length - 1] ^= 1;
        assertThat(key.verifies(header(example), input, signature(example))).isFalse();
    }

    private static UsableKey key(SigningAlgorithm algorithm, String jwk) {
        return UsableKey.of(KeyMaterial.parse(algorithm, jwk));
    }

    private static boolean verifies(UsableKey key, String jws) {
        return key.verifies(header(jws), input(jws), signature(jws));
    }

    private static Base64URL signed(UsableKey key, String jws) {
        return key.sign(header(jws), input(jws));
    }

    private static JWSHeader header(String jws) {
        try {
            return JWSHeader.parse(new Base64URL(jws.substring(0, jws.indexOf('.'))));
        } catch (ParseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static byte[] input(String jws) {
        return jws.substring(0, jws.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII);
    }

    private static Base64URL signature(String jws) {
        return new Base64URL(jws.substring(jws.lastIndexOf('.') + 1));
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(KnownSignaturesTest.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
