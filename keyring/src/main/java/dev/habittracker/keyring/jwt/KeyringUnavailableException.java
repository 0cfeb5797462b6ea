package dev.habittracker.keyring.jwt;

import java.time.Duration;

/// This process cannot say whether a token is valid, or may not sign now: 503 with `Retry-After` over HTTP, never 401.
/// The message is for operators.
public final class KeyringUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    /// @param message    why, without anything of a token
    /// @param retryAfter after how long it is worth another try; at least a second
    public KeyringUnavailableException(String message, Duration retryAfter) {
        super(message, null, false, false);
        this.retryAfter = retryAfter;
    }

    /// After how long it is worth another try.
    public Duration retryAfter() {
        return retryAfter;
    }

    /// The value of the header `Retry-After` (RFC 9110 section 10.2.3): whole seconds, rounded up.
    public long retryAfterSeconds() {
        return Math.max(1, retryAfter.plusNanos(999_999_999).toSeconds());
    }
}
