package dev.habittracker.habitapi.web;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;

import dev.habittracker.keyring.ring.Kid;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.write.RevokeKey;
import dev.habittracker.keyring.ring.write.Rotate;

import static dev.habittracker.habitapi.web.Client.PASSWORD;
import static dev.habittracker.habitapi.web.Client.credentials;
import static dev.habittracker.habitapi.web.Client.newUsername;
import static org.assertj.core.api.Assertions.assertThat;

class TokensIT extends RunningApi {

    private static final Duration WITHIN = Duration.ofSeconds(20);

    @Test
    void noToken_onAProtectedPath_isChallenged() {
        Answer answer = nobody().get("/habits");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"habit-api\"");
        assertThat(answer.detail()).isEqualTo("Send a token: log in (POST /login), then add the header "
                + "Authorization: Bearer <access_token>.");
        assertThat(answer.text("instance")).isEqualTo("/habits");
    }

    @Test
    void otherScheme_onAProtectedPath_isChallenged() {
        Answer answer = nobody().send(nobody().request("/habits").header("Authorization", "Basic YTpi"));
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"habit-api\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "a.b.c", "e30.e30.", ".."})
    void token_thatIsNone_isRefused(String token) {
        assertRefused(nobody().with(token), "the token is not a signed JWT");
    }

    @Test
    void token_withCharactersThatNoTokenHas_isRefused() {
        Answer answer = nobody().with("two words").get("/habits");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).contains("error=\"invalid_token\"");
    }

    @Test
    void token_unsigned_isRefused() {
        assertRefused(nobody().with(new PlainJWT(claims(UUID.randomUUID(), Duration.ofMinutes(5))).serialize()),
                "the token is not a signed JWT");
    }

    @Test
    void token_changed_isRefused() throws Exception {
        String token = String.valueOf(newUser().token());
        SignedJWT other = SignedJWT.parse(String.valueOf(newUser().token()));
        String mixed = token.substring(0, token.lastIndexOf('.') + 1) + other.getSignature();
        assertRefused(nobody().with(mixed), "the token's signature is not valid");
    }

    @Test
    void token_expired_isRefused() throws Exception {
        assertRefused(nobody().with(signedWithSecret(claims(UUID.randomUUID(), Duration.ofSeconds(-1)), null)),
                "the token has expired");
    }

    @Test
    void token_ofAKeyOfTheSameAgeThatIsNotInTheRing_isRefused() throws Exception {
        String kid = ring().read().activeKey().kid().toString();
        String forged = kid.substring(0, kid.length() - 6) + "AAAAAA";
        assertRefused(nobody().with(signedWithSecret(claims(UUID.randomUUID(), Duration.ofMinutes(5)), forged)),
                "the token's key is not known, or no longer");
    }

    @Test
    void token_thatAPlainLibrarySignedWithTheSecret_isAccepted() throws Exception {
        String username = newUsername();
        UUID id = UUID.fromString(nobody().post("/register", credentials(username, PASSWORD)).text("id"));
        Client plain = nobody().with(signedWithSecret(claims(id, Duration.ofMinutes(5)), null));
        assertThat(plain.post("/habits", "{\"name\": \"read\"}").status()).isEqualTo(201);
    }

    @Test
    void token_ofNoUser_isRefusedWhereTheUserMatters() throws Exception {
        Client nobodys = nobody().with(signedWithSecret(claims(UUID.randomUUID(), Duration.ofMinutes(5)), null));
        assertRefused(nobodys.post("/habits", "{\"name\": \"read\"}"),
                "the token's sub is not the id of a user of this service");
    }

    @Test
    void token_whoseSubIsNoId_isRefused() throws Exception {
        JWTClaimsSet claims = new JWTClaimsSet.Builder(claims(UUID.randomUUID(), Duration.ofMinutes(5)))
                .subject("ada").build();
        assertRefused(nobody().with(signedWithSecret(claims, null)),
                "the token's sub is not the id of a user of this service");
    }

    @Test
    void rotation_ofTheKey_keepsOldTokensValidAndSignsNewOnesWithTheNextKey() throws Exception {
        Client before = newUser();
        Kid next = ring().read().nextKey().kid();
        Awaitility.await().atMost(WITHIN).ignoreException(IllegalStateException.class)
                .until(() -> ring().write(new Rotate()).activeKey().kid().equals(next));
        Awaitility.await().atMost(WITHIN).until(() -> kid(newUser()).equals(next.toString()));
        assertThat(kid(before)).isNotEqualTo(next.toString());
        assertThat(before.get("/habits").status()).isEqualTo(200);
    }

    @Test
    void revocation_ofTheKey_refusesItsTokensAndGoesOnWithTheNextKey() throws Exception {
        Client before = newUser();
        Ring ring = ring().read();
        ring().write(new RevokeKey(ring.activeKey().kid()));
        Awaitility.await().atMost(WITHIN).untilAsserted(
                () -> assertRefused(before, "the token's key is not known, or no longer"));
        assertThat(newUser().get("/habits").status()).isEqualTo(200);
    }

    private static void assertRefused(Client client, String reason) {
        assertRefused(client.get("/habits"), reason);
    }

    private static void assertRefused(Answer answer, String reason) {
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.header("WWW-Authenticate")).isEqualTo(
                "Bearer realm=\"habit-api\", error=\"invalid_token\", error_description=\"%s\"".formatted(reason));
        assertThat(answer.detail()).isEqualTo(
                "The token was refused: %s. Log in again (POST /login) and send the new token.".formatted(reason));
    }

    private static String kid(Client client) throws Exception {
        return SignedJWT.parse(String.valueOf(client.token())).getHeader().getKeyID();
    }

    private static JWTClaimsSet claims(UUID user, Duration lifetime) {
        return new JWTClaimsSet.Builder().subject(user.toString())
                .expirationTime(Date.from(Instant.now().plus(lifetime))).build();
    }

    /// A token as a plain client makes it, with the text that stands in Vault beside the ring.
    private String signedWithSecret(JWTClaimsSet claims, @Nullable String kid) throws Exception {
        SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(kid).build(), claims);
        token.sign(new MACSigner(ring().plainSecret().getBytes(StandardCharsets.UTF_8)));
        return token.serialize();
    }
}
