package dev.habittracker.keyring.vault;

import java.util.regex.Pattern;

/// Which texts may go into Vault's URLs and headers.
final class VaultNames {

    // Unreserved characters of RFC 3986 need no escaping; Vault answers 307 to "//" and "/../".
    private static final Pattern PATH = Pattern
            .compile("[A-Za-z0-9_~-][A-Za-z0-9._~-]*(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*");
    private static final int MAX_TEXT = 4096;

    private VaultNames() {}

    /// @throws IllegalArgumentException where a mount or a path would need escaping or cleaning
    static void requirePath(String name, String value) {
        if (!PATH.matcher(value).matches()) {
            throw new IllegalArgumentException(name + " must be segments of letters, digits, '-', '_', '.' and '~', "
                    + "with single slashes between them and none around, not \"" + value + "\"");
        }
    }

    /// @throws IllegalArgumentException where a value cannot be an id or a token; the message does not quote it
    static void requireText(String name, String value) {
        if (!isText(value)) {
            throw new IllegalArgumentException(name + " must be 1 to " + MAX_TEXT
                    + " visible ASCII characters without spaces or line breaks");
        }
    }

    /// Whether a value can be an id or a token. An HTTP client that is given another one quotes it in its exception.
    static boolean isText(String value) {
        return !value.isEmpty() && value.length() <= MAX_TEXT
                && value.chars().allMatch(character -> character > ' ' && character < 0x7F);
    }
}
