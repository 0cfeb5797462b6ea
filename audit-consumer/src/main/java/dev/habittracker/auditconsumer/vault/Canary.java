package dev.habittracker.auditconsumer.vault;

import org.springframework.http.HttpMethod;

/**
 * Has Vault write audit records without any right: a look-up with a token that nobody has is refused, and the refusal is
 * recorded.
 */
public final class Canary {

    private static final CallerToken NOBODYS = CallerToken.of("audit-canary").orElseThrow();

    private final VaultApi vault;

    /** @param vault is asked */
    public Canary(VaultApi vault) {
        this.vault = vault;
    }

    /** Returns true if Vault answered, whatever it said. */
    public boolean sing() {
        return switch (vault.call(HttpMethod.GET, "auth/token/lookup-self", NOBODYS, null)) {
            case VaultApi.Reply.Data(_),VaultApi.Reply.Refused(_) -> true;
            case VaultApi.Reply.Silent(_) -> false;
        };
    }
}
