package dev.habittracker.habitapi;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// What can be set about the API itself.
///
/// @param tokenLifetime how long an access token is valid; whole seconds, at least two (`exp` is
///                      rounded down). The key ring's
///                      policy has the upper bound: configured longer, the service is not ready.
/// @param jwksMaxAge    how long a reader may keep the JWKS document; whole seconds
/// @param bodyLimit     the largest request body that is read, at least 1 KB
@ConfigurationProperties("habit-api")
public record HabitApiProperties(@DefaultValue("15m") Duration tokenLifetime, @DefaultValue("5m") Duration jwksMaxAge,
        @DefaultValue("64KB") DataSize bodyLimit) {

    private static final Duration SHORTEST_LIFETIME = Duration.ofSeconds(2);
    private static final DataSize SMALLEST_BODY_LIMIT = DataSize.ofKilobytes(1);

    public HabitApiProperties {
        if (tokenLifetime.compareTo(SHORTEST_LIFETIME) < 0 || tokenLifetime.getNano() != 0) {
            throw new IllegalArgumentException(
                    "habit-api.token-lifetime is %s: set whole seconds, at least 2s".formatted(tokenLifetime));
        }
        if (jwksMaxAge.isNegative() || jwksMaxAge.getNano() != 0) {
            throw new IllegalArgumentException(
                    "habit-api.jwks-max-age is %s: set whole seconds, 0s or more".formatted(jwksMaxAge));
        }
        if (bodyLimit.compareTo(SMALLEST_BODY_LIMIT) < 0) {
            throw new IllegalArgumentException("habit-api.body-limit is %s: set at least 1KB".formatted(bodyLimit));
        }
    }
}
