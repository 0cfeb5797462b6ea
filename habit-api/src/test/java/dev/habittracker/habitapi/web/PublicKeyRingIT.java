package dev.habittracker.habitapi.web;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;

import dev.habittracker.devstack.junit.DevStack;
import dev.habittracker.devstack.junit.Part;
import dev.habittracker.devstack.junit.SharedStack;
import dev.habittracker.devstack.junit.StackSlice;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.SigningAlgorithm;

import static org.assertj.core.api.Assertions.assertThat;

@DevStack({Part.POSTGRES, Part.VAULT})
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "habit-api.jwks-max-age=20s")
class PublicKeyRingIT {

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void stack(DynamicPropertyRegistry properties) {
        StackSlice slice = SharedStack.slice(PublicKeyRingIT.class);
        properties.add("spring.datasource.url", () -> slice.jdbcUrl("habit_api"));
        new VaultRing(slice).create(SigningAlgorithm.ES256).addTo(properties);
    }

    @Test
    void jwks_ofAPublicKeyRing_hasTheKeyInUseAndThePreparedOneAndNothingPrivate(StackSlice slice) throws Exception {
        Client.of(port).awaitReady();
        Answer answer = Client.of(port).get("/.well-known/jwks.json");
        assertThat(answer.header("Cache-Control")).isEqualTo("max-age=20, public");
        Ring ring = new VaultRing(slice).read();
        JWKSet published = JWKSet.parse(answer.body());
        assertThat(published.getKeys()).extracting(JWK::getKeyID).containsExactlyInAnyOrderElementsOf(
                List.of(ring.activeKey().kid().toString(), ring.nextKey().kid().toString()));
        assertThat(published.getKeys()).noneMatch(JWK::isPrivate);
        assertThat(answer.json().required("keys").required(0).propertyNames()).containsExactlyInAnyOrder("kty", "crv",
                "x", "y", "use", "alg", "kid");
    }

    @Test
    void token_ofAPublicKeyRing_isVerifiedByWhoeverReadsTheJwks() throws Exception {
        Client.of(port).awaitReady();
        Client ada = Client.loggedIn(port);
        SignedJWT token = SignedJWT.parse(String.valueOf(ada.token()));
        JWK key = JWKSet.parse(ada.get("/.well-known/jwks.json").body()).getKeyByKeyId(token.getHeader().getKeyID());
        assertThat(token.verify(new ECDSAVerifier(key.toECKey()))).isTrue();
        assertThat(ada.get("/habits").status()).isEqualTo(200);
    }
}
