package dev.habittracker.keyring.vault;

import java.util.Optional;

import org.springframework.vault.support.VaultToken;

import dev.habittracker.keyring.store.StoreException;

/// Asks Vault whom a caller's token was given to (`auth/token/lookup-self`), for records of who asked for what. Neither the
/// token nor its accessor is part of the answer.
///
/// It shows the caller's token and never this process's own. Thread-safe.
public final class CallerNames {

    private static final int DENIED = 403;
    private static final int LONGEST = 100;

    private final VaultHttp http;

    CallerNames(VaultHttp http) {
        this.http = http;
    }

    /// The token's display name, with the id of its entity where it has one: `userpass-anna (entity 6e4c...)`.
    ///
    /// @param callerToken as the caller showed it; it may be any text
    /// @return empty where the token's policies do not let it ask, which the policy `default` does, or it has no name
    /// @throws StoreException where Vault gave no answer
    public Optional<String> of(String callerToken) {
        if (!VaultNames.isText(callerToken)) {
            return Optional.empty();
        }
        VaultRequest request = VaultRequest.get("auth/token/lookup-self");
        VaultAnswer answer = http.send(request, VaultToken.of(callerToken));
        if (answer.status() == DENIED) {
            return Optional.empty();
        }
        if (!answer.ok()) {
            throw VaultRefusals.of(request, answer);
        }
        String name = plain(answer.body().path("data").path("display_name").asString(""));
        String entity = plain(answer.body().path("data").path("entity_id").asString(""));
        if (name.isEmpty()) {
            return entity.isEmpty() ? Optional.empty() : Optional.of("entity " + entity);
        }
        return Optional.of(entity.isEmpty() ? name : name + " (entity " + entity + ")");
    }

    /// Whoever makes a token chooses its name, and the name goes into logs and events.
    private static String plain(String text) {
        String plain = text.replaceAll("[^\\p{L}\\p{N} ._@+:/-]", "?").strip();
        return plain.length() > LONGEST ? plain.substring(0, LONGEST) : plain;
    }
}
