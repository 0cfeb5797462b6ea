package dev.habittracker.rotator.requests;

/// A stored request cannot be read: a later version of the rotator took it in, or the database was changed by hand. The
/// message names the request and nothing of its content.
public final class UnreadableRequestException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// @param id    the request's
    /// @param cause what cannot be read
    public UnreadableRequestException(String id, IllegalArgumentException cause) {
        super("request " + id + " is stored in a form that this version of the rotator cannot read", cause);
    }
}
