package dev.habittracker.rotator.settings;

/// The configuration of the rotator is wrong. The message says what, and what to change.
public final class RotatorConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// @param message which property, what is wrong with it and what to change
    RotatorConfigurationException(String message) {
        super(message);
    }
}
