package dev.habittracker.habitapi.security;

import java.time.Duration;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

import dev.habittracker.keyring.jwt.KeyringUnavailableException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TokenAuthenticationTest {

    @Test
    void authenticate_validToken_isItsUserAndKeepsNoToken() {
        UUID user = UUID.fromString("00000000-0000-4000-8000-000000000001");
        Authentication authenticated = authenticate(naming(user.toString()));
        assertThat(authenticated.getPrincipal()).isEqualTo(new LoggedInUser(user));
        assertThat(authenticated.isAuthenticated()).isTrue();
        assertThat(authenticated.getCredentials()).isNull();
    }

    @Test
    void authenticate_tokenThatTheKeyRingRefuses_isInvalidForTheSameReason() {
        assertThatExceptionOfType(InvalidBearerTokenException.class).isThrownBy(() -> authenticate(_ -> {
            throw new BadJwtException("the token expired");
        })).withMessage("the token expired");
    }

    @Test
    void authenticate_nobodyCanSay_isNotMistakenForInvalid() {
        assertThatExceptionOfType(KeyringUnavailableException.class).isThrownBy(() -> authenticate(_ -> {
            throw new KeyringUnavailableException("no ring was read so far", Duration.ofSeconds(3));
        }));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ada", " "})
    void authenticate_subThatIsNoUserId_isInvalid(String subject) {
        assertThatExceptionOfType(InvalidBearerTokenException.class).isThrownBy(() -> authenticate(naming(subject)))
                .withMessage("the token's sub is not the id of a user of this service");
    }

    @Test
    void authenticate_noSub_isInvalid() {
        assertThatExceptionOfType(InvalidBearerTokenException.class)
                .isThrownBy(() -> authenticate(token -> jwt(token).claim("scope", "none").build()))
                .withMessage("the token's sub is not the id of a user of this service");
    }

    private static Authentication authenticate(JwtDecoder decoder) {
        return new TokenAuthentication(decoder)
                .authenticate(new BearerTokenAuthenticationToken("header.claims.signature"));
    }

    private static JwtDecoder naming(String subject) {
        return token -> jwt(token).subject(subject).build();
    }

    private static Jwt.Builder jwt(String token) {
        return Jwt.withTokenValue(token).header("alg", "HS256");
    }
}
