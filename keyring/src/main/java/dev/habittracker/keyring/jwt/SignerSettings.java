package dev.habittracker.keyring.jwt;

import java.time.Duration;

/// How tokens are signed where no ring says so: with a bare secret that no rotator has taken into a ring yet.
///
/// @param maxTokenLifetime the longest lifetime of a token
/// @param signingLease     how long this process may sign after its last read of the secret
/// @param retryAfter       what those are told who come while there is nothing to sign with
public record SignerSettings(Duration maxTokenLifetime, Duration signingLease, Duration retryAfter) {

    public SignerSettings {
        if (maxTokenLifetime.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("max-token-lifetime must be at least 1s, not " + maxTokenLifetime);
        }
        if (!signingLease.isPositive()) {
            throw new IllegalArgumentException("signing-lease must be longer than zero, not " + signingLease);
        }
    }
}
