package dev.habittracker.keyring.jwt;

/// What the ring in use says of a token.
public sealed interface TokenVerdict {

    /// Valid: 200.
    record Accept() implements TokenVerdict {}

    /// Refused for good: 401.
    record Refuse(TokenRefusal reason) implements TokenVerdict {}

    /// The ring in Vault may know better: only a read can tell.
    ///
    /// @param reason   why a read is needed
    /// @param refusal  what becomes of the token where this question has been answered before
    /// @param vouched  whether an event, a status or the token's own signature says that the question is worth a read; what
    ///                 anybody can forge gets less patience
    record Ask(String reason, TokenRefusal refusal, boolean vouched) implements TokenVerdict {}

    /// This process cannot say, and no read would help: 503.
    record CannotSay(String reason) implements TokenVerdict {}
}
