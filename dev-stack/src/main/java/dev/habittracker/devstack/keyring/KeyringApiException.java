package dev.habittracker.devstack.keyring;

/** The rotator refused, with its reason, or did not answer. */
public final class KeyringApiException extends RuntimeException {

    public KeyringApiException(String message) {
        super(message);
    }

    public KeyringApiException(String message, Throwable cause) {
        super(message, cause);
    }
}
