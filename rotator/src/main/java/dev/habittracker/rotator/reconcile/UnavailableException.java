package dev.habittracker.rotator.reconcile;

import org.jspecify.annotations.Nullable;

/// A part of the world gives no answer now. The message says which and why, without content.
public sealed class UnavailableException extends RuntimeException permits UnstorableException {

    private static final long serialVersionUID = 1L;

    /// @param message which part, and what its client says
    public UnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
