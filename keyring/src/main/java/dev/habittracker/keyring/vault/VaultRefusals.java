package dev.habittracker.keyring.vault;

import java.util.Locale;

import dev.habittracker.keyring.store.StoreException;
import dev.habittracker.keyring.store.StoreException.Kind;

/// Turns an answer that is none into an exception that says what to do. Nothing of an answer's `data` or `auth`, and no
/// exception of an HTTP client, gets into it.
final class VaultRefusals {

    private static final int MAX_WORDS = 300;

    private VaultRefusals() {}

    static StoreException of(VaultRequest request, VaultAnswer answer) {
        return switch (answer.status()) {
            case 301, 302, 303, 307, 308 -> new StoreException(Kind.FAILED, request + ": " + answer.status()
                    + ", a redirect, and none is followed, for the token would go along. Let Vault's standby nodes forward"
                    + " requests, or set the address to one that always reaches the active node");
            case 403 -> new StoreException(Kind.DENIED, request + ": permission denied. Check that the policy of this "
                    + "service's role grants it, and that the role is not locked");
            case 501 -> new StoreException(Kind.SEALED, request + ": Vault is not initialized");
            case 503 -> new StoreException(answer.says("sealed") ? Kind.SEALED : Kind.FAILED,
                    request + ": " + words(answer));
            case 413 -> new StoreException(Kind.FAILED,
                    request + ": 413, larger than the size of requests that Vault takes");
            default -> new StoreException(Kind.FAILED, request + ": " + words(answer) + advice(answer));
        };
    }

    private static String advice(VaultAnswer answer) {
        if (answer.says("value being too large")) {
            return ". Vault's raft storage takes at most 1 MiB for one value";
        }
        if (answer.says("due to high complexity")) {
            return ". Raise max_request_json_strings and max_request_json_memory in the listener of the server";
        }
        return "";
    }

    private static String words(VaultAnswer answer) {
        String said = String.join("; ", answer.errors()).replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        String cut = said.length() > MAX_WORDS ? said.substring(0, MAX_WORDS) + "..." : said;
        return String.format(Locale.ROOT, "%d %s", answer.status(), cut.isEmpty() ? "without a word" : cut);
    }
}
