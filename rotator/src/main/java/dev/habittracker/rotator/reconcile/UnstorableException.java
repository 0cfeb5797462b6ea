package dev.habittracker.rotator.reconcile;

import org.jspecify.annotations.Nullable;

/// A part of the world is there and does not take what it was given, now or later. The message says which and why, without
/// content.
public final class UnstorableException extends UnavailableException {

    private static final long serialVersionUID = 1L;

    /// @param message which part, and what its client says
    public UnstorableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
