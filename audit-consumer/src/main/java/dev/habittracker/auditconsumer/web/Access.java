package dev.habittracker.auditconsumer.web;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.habittracker.auditconsumer.vault.CallerToken;
import dev.habittracker.auditconsumer.vault.Capabilities;
import dev.habittracker.auditconsumer.vault.Permission.Denied;
import dev.habittracker.auditconsumer.vault.Permission.Granted;
import dev.habittracker.auditconsumer.vault.Permission.Undecided;
import dev.habittracker.auditconsumer.web.AccessException.Kind;

/** Lets in whoever shows a Vault token that may. */
public final class Access {

    private static final String BEARER = "Bearer ";

    private final Capabilities capabilities;

    /** @param capabilities asks Vault */
    public Access(Capabilities capabilities) {
        this.capabilities = capabilities;
    }

    /** @throws AccessException unless the token that the headers show has the capability on the path */
    void require(@Nullable String vaultToken, @Nullable String authorization, String path, String capability) {
        CallerToken token = token(vaultToken, authorization).flatMap(CallerToken::of)
                .orElseThrow(() -> new AccessException(Kind.TOKEN_MISSING,
                        "show a Vault token in the header X-Vault-Token, or as Authorization: Bearer"));
        switch (capabilities.ask(token, path, capability)) {
            case Granted() -> {
                // Nothing stands in the way.
            }
            case Denied(String reason) -> throw new AccessException(Kind.NOT_ALLOWED, reason);
            case Undecided(String reason) -> throw new AccessException(Kind.VAULT_UNAVAILABLE,
                    reason + ", so nobody can be let in just now");
        }
    }

    private static Optional<String> token(@Nullable String vaultToken, @Nullable String authorization) {
        if (vaultToken != null) {
            return Optional.of(vaultToken);
        }
        return authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? Optional.of(authorization.substring(BEARER.length()).trim())
                : Optional.empty();
    }
}
