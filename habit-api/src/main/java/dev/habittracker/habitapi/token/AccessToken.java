package dev.habittracker.habitapi.token;

import java.time.Duration;

/// A signed token as its user gets it.
///
/// @param value     the JWS in compact form
/// @param expiresIn how long it is still valid, rounded down to seconds
public record AccessToken(String value, Duration expiresIn) {

    @Override
    public String toString() {
        return "AccessToken[expiresIn=%s]".formatted(expiresIn);
    }
}
