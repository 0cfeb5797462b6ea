package dev.habittracker.habitapi.security;

import java.time.Duration;

import org.springframework.security.core.AuthenticationException;

import dev.habittracker.keyring.jwt.KeyringUnavailableException;

/// Nobody could say whether the token is valid: the key ring was out of reach. Answered with 503, never 401, because
/// the token may well be good.
public final class KeysUnavailableException extends AuthenticationException {

    private final Duration retryAfter;

    KeysUnavailableException(KeyringUnavailableException cause) {
        super("nobody can say whether the token is valid", cause);
        this.retryAfter = cause.retryAfter();
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}
