package dev.habittracker.habitapi.problem;

/// Values of the header `WWW-Authenticate`, which every 401 must carry (RFC 9110, section 11.6.1), as RFC 6750,
/// section 3, has them.
public final class Challenge {

    /// Where no token came; no error code is wanted there.
    public static final String PLAIN = "Bearer realm=\"habit-api\"";

    private Challenge() {}

    /// Where a token came and was refused.
    ///
    /// @param code        such as `invalid_token`
    /// @param description why; what RFC 6750 does not allow in it (quotes, backslashes) is replaced
    public static String refused(String code, String description) {
        return "%s, error=\"%s\", error_description=\"%s\"".formatted(PLAIN, code, printable(description));
    }

    static String printable(String description) {
        return description.replaceAll("[^\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]", "'");
    }
}
