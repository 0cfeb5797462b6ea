package dev.habittracker.keyring.jwt;

import java.time.Duration;

/// How tokens are verified.
///
/// @param tokensWithoutKid whether tokens that name no key are tried against the symmetric keys
/// @param longestToken     characters; a longer token is refused unread
/// @param refreshWait      how long one verification waits for a read of the store, all in all
/// @param lag              how far a standby of Vault may be behind, where no ring says so
public record VerifierSettings(boolean tokensWithoutKid, int longestToken, Duration refreshWait, Duration lag) {

    /// As long as a header line of common servers can be.
    public static final int LONGEST_TOKEN = 8192;

    /// The bounded wait of the protocol.
    public static final Duration REFRESH_WAIT = Duration.ofSeconds(2);

    public VerifierSettings {
        if (longestToken < 256) {
            throw new IllegalArgumentException(
                    "the longest token must be at least 256 characters, or none fits, not " + longestToken);
        }
        if (refreshWait.isNegative() || lag.isNegative()) {
            throw new IllegalArgumentException("refresh-wait and lag must not be negative");
        }
    }

    /// The protocol's settings, with this lag.
    public static VerifierSettings withLag(Duration lag) {
        return new VerifierSettings(true, LONGEST_TOKEN, REFRESH_WAIT, lag);
    }
}
