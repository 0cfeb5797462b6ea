package dev.habittracker.keyring.store;

/// A store gave no answer that can be used. The message names the call and what the store said; it never holds a token,
/// a secret id or the content of a secret.
public final class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// Why there was no answer.
    public enum Kind {

        /** Nobody answered, or the connection broke; a write may have been done. */
        UNREACHABLE,

        /** The store is sealed, or not initialized. */
        SEALED,

        /** The store does not let this process do it, or does not know it. */
        DENIED,

        /** The store answered with an error. A write may have been done. */
        FAILED
    }

    private final Kind kind;

    /// @param kind    why
    /// @param message which call, and what the store said
    public StoreException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /// Why there was no answer.
    public Kind kind() {
        return kind;
    }
}
