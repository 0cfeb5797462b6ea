package dev.habittracker.habitapi.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;

import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.stereotype.Component;

import dev.habittracker.habitapi.HabitApiProperties;

/// Issues access tokens. Which key signs and with which algorithm is the key ring's to say.
@Component
public class TokenIssuer {

    private final JwtEncoder encoder;
    private final Duration lifetime;
    private final Clock clock;

    TokenIssuer(JwtEncoder encoder, HabitApiProperties properties, Clock clock) {
        this.encoder = encoder;
        this.lifetime = properties.tokenLifetime();
        this.clock = clock;
    }

    /// A token whose `sub` is the user's id.
    public AccessToken issue(UUID user) {
        Instant now = clock.instant();
        Jwt token = encoder.encode(JwtEncoderParameters.from(claims(user, now)));
        return new AccessToken(token.getTokenValue(),
                Duration.between(now, expiry(token)).truncatedTo(ChronoUnit.SECONDS));
    }

    /// As it stands in the token: a NumericDate in whole seconds, rounded down.
    private static Instant expiry(Jwt token) {
        return Objects.requireNonNull(token.getExpiresAt(), "exp").truncatedTo(ChronoUnit.SECONDS);
    }

    private JwtClaimsSet claims(UUID user, Instant now) {
        return JwtClaimsSet.builder()
                .subject(user.toString())
                .issuedAt(now.truncatedTo(ChronoUnit.SECONDS))
                .expiresAt(now.plus(lifetime))
                .build();
    }
}
