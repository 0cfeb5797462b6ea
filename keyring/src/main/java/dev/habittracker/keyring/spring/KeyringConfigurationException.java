package dev.habittracker.keyring.spring;

/// The configuration of the keyring is wrong. The message says what, and what to change.
public final class KeyringConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// @param message what is wrong and what to change, without secrets
    public KeyringConfigurationException(String message) {
        super(message);
    }
}
