package dev.habittracker.habitapi.security;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/// Turns a bearer token into the user that it names. The token itself is not kept. Where the key ring cannot say whether
/// the token is valid, its exception goes on to the filter of `keyring` that answers 503.
final class TokenAuthentication implements AuthenticationManager {

    private final JwtDecoder decoder;

    TokenAuthentication(JwtDecoder decoder) {
        this.decoder = decoder;
    }

    @Override
    public Authentication authenticate(Authentication request) {
        if (!(request instanceof BearerTokenAuthenticationToken bearer)) {
            throw new IllegalArgumentException("not a bearer token: " + request.getClass().getName());
        }
        LoggedInUser user = new LoggedInUser(userId(verify(bearer.getToken()).getSubject()));
        return UsernamePasswordAuthenticationToken.authenticated(user, null, List.of());
    }

    private Jwt verify(String token) {
        try {
            return decoder.decode(token);
        } catch (BadJwtException bad) {
            String reason = bad.getMessage();
            throw new InvalidBearerTokenException(reason == null ? "it is not valid" : reason, bad);
        }
    }

    private static UUID userId(@Nullable String subject) {
        try {
            return UUID.fromString(subject == null ? "" : subject);
        } catch (IllegalArgumentException notAnId) {
            throw new InvalidBearerTokenException("the token's sub is not the id of a user of this service");
        }
    }
}
