package dev.habittracker.keyring.jwt;

import java.util.Locale;

/// Why a token is refused. Each has a sentence that may be told to whoever showed the token, and a name for metrics.
public enum TokenRefusal {

    /** Longer than is looked at. */
    TOO_LONG("the token is too long"),

    /** Not a JWT in compact form (RFC 7519 section 7.2). */
    MALFORMED("the token is not a signed JWT"),

    /** RFC 7515 section 4.1.11: what must be understood and is not. */
    CRITICAL_HEADER("the token's header has a critical parameter that is not understood"),

    /** Every token must end. */
    NO_EXPIRY("the token has no exp"),

    /** Its own `exp` has come; no leeway is given. */
    EXPIRED("the token has expired"),

    /** A kid of another form than the ring's. */
    MALFORMED_KID("the token's kid is not one of this issuer's"),

    /** Tokens without kid are switched off, or it is of an algorithm for which they never were on. */
    WITHOUT_KID("the token names no key"),

    /** The kid is in no ring. */
    KEY_UNKNOWN("the token's key is not known, or no longer"),

    /** The kid was revoked. */
    KEY_REVOKED("the token's key was revoked"),

    /** The key's own `exp` has come, though the token's has not. */
    KEY_EXPIRED("the token's key has expired"),

    /** No key made this signature by its own algorithm. */
    SIGNATURE("the token's signature is not valid");

    private final String sentence;

    TokenRefusal(String sentence) {
        this.sentence = sentence;
    }

    /// What may be told to whoever showed the token; nothing of the token is in it.
    public String sentence() {
        return sentence;
    }

    /// The name as it stands in metrics: `key-unknown`.
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
