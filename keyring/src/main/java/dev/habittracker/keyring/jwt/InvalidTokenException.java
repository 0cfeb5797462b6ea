package dev.habittracker.keyring.jwt;

/// A token is refused: 401 over HTTP. The message may be told to whoever showed the token.
public final class InvalidTokenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final TokenRefusal reason;

    /// @param reason why
    public InvalidTokenException(TokenRefusal reason) {
        // anyone can cause one of these: no stack is walked for it
        super(reason.sentence(), null, false, false);
        this.reason = reason;
    }

    /// Why.
    public TokenRefusal reason() {
        return reason;
    }
}
