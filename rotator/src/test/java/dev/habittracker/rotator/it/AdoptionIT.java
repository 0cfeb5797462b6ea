package dev.habittracker.rotator.it;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import com.nimbusds.jwt.JWTClaimsSet;

import tools.jackson.databind.JsonNode;

import dev.habittracker.devstack.junit.DevStack;
import dev.habittracker.devstack.junit.StackSlice;
import dev.habittracker.keyring.Keyring;
import dev.habittracker.keyring.jwt.VerifiedToken;

import static org.assertj.core.api.Assertions.assertThat;

/** What a client that knows nothing of key rings was promised: the text in Vault is the key. */
@DevStack
class AdoptionIT {

    @Test
    void secretPutByHand_isAdopted_andAPlainClientGoesOnWithItsText(StackSlice slice) throws Exception {
        String data = slice.mount() + "/data/" + slice.path();
        String text = "a secret of an operator, forty characters";
        slice.vaultClient().post(data, Map.of("data", Map.of("jwt_secret_key", text, "jwt_algorithm", "HS256")));

        try (RotatorNode node = RotatorNode.start(slice).withRing(); Keyring service = Members.ready(slice)) {
            OperatorApi operator = node.api();
            JsonNode adopted = operator.get("/rotations").body().path("rotations");
            assertThat(adopted.toString()).contains("key-adopted");
            assertThat(secret(slice, data)).isEqualTo(text);
            String former = operator.state().path("active").asString();

            String token = sign(text);
            VerifiedToken verified = service.verifier().verify(token);
            assertThat(verified.claims().getSubject()).isEqualTo("plain-client");

            JsonNode rotated = operator.command("rotate", "{}");
            assertThat(rotated.path("state").asString()).as("%s", rotated).isEqualTo("done");

            String fresh = secret(slice, data);
            assertThat(fresh).isNotEqualTo(text);
            assertThat(operator.state().path("active").asString()).isNotEqualTo(former);
            Awaitility.await().atMost(Duration.ofSeconds(5)).ignoreExceptions().untilAsserted(() -> assertThat(
                    service.verifier().verify(sign(fresh)).claims().getSubject()).isEqualTo("plain-client"));
            String[] issued = service.signer().sign(new JWTClaimsSet.Builder().subject("anna").build()).value()
                    .split("\\.");
            assertThat(hmac(fresh, issued[0] + "." + issued[1])).as("a plain client checks what the service signs")
                    .isEqualTo(issued[2]);
            assertThat(service.verifier().verify(token).claims().getSubject()).as("the former key verifies on")
                    .isEqualTo("plain-client");
        }
    }

    private static String secret(StackSlice slice, String path) {
        return slice.vaultClient().get(path).path("data").path("data").path("jwt_secret_key").asString();
    }

    /** As any HS256 library does it: RFC 7515, section 3.1, without a kid. */
    private static String sign(String secret) {
        String header = base64("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8));
        String claims = base64(("{\"sub\":\"plain-client\",\"exp\":" + Instant.now().plusSeconds(60).getEpochSecond()
                + "}").getBytes(StandardCharsets.UTF_8));
        return header + "." + claims + "." + hmac(secret, header + "." + claims);
    }

    private static String hmac(String secret, String signed) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return base64(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
