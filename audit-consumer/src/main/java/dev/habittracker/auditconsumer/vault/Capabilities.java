package dev.habittracker.auditconsumer.vault;

import java.util.List;
import java.util.Map;

import org.springframework.http.HttpMethod;

import tools.jackson.databind.JsonNode;

import dev.habittracker.auditconsumer.vault.Permission.Denied;
import dev.habittracker.auditconsumer.vault.Permission.Granted;
import dev.habittracker.auditconsumer.vault.Permission.Undecided;
import dev.habittracker.auditconsumer.vault.VaultApi.Reply;

/**
 * Asks Vault, with the caller's own token, what its policies say about a path ({@code sys/capabilities-self}), and whose it
 * is ({@code auth/token/lookup-self}). So rights on the audit trail are given where all rights are given, and each use is in
 * Vault's own audit log.
 */
public final class Capabilities {

    private static final int FORBIDDEN = 403;

    private final VaultApi vault;

    /** @param vault is asked */
    public Capabilities(VaultApi vault) {
        this.vault = vault;
    }

    /**
     * Whether a token may do something.
     *
     * @param token whose
     * @param path a path that policies name; nothing needs to be there
     * @param capability such as {@code read}
     */
    public Permission ask(CallerToken token, String path, String capability) {
        return switch (vault.call(HttpMethod.POST, "sys/capabilities-self", token, Map.of("paths", List.of(path)))) {
            case Reply.Data(JsonNode data) -> decide(data, path, capability, token);
            // Vault tells neither an unknown token nor an expired one from one that lacks the default policy.
            case Reply.Refused(int status) when status == FORBIDDEN ->
                new Denied("Vault does not accept the token: it is unknown, expired, or may not look at its own"
                        + " capabilities (the policy 'default' allows that)");
            case Reply.Refused(int status) -> new Undecided("Vault answered " + status);
            case Reply.Silent(String reason) -> new Undecided(reason);
        };
    }

    /** The capabilities stand under the path's name; for a root token it is {@code root}. */
    private Permission decide(JsonNode data, String path, String capability, CallerToken token) {
        JsonNode capabilities = data.path(path);
        if (!capabilities.isArray()) {
            return new Undecided("Vault's answer does not name " + path);
        }
        for (JsonNode item : capabilities) {
            if (item.asString("").equals(capability) || item.asString("").equals("root")) {
                return identify(token);
            }
        }
        return new Denied("the token's policies lack the capability '" + capability + "' on " + path);
    }

    private Permission identify(CallerToken token) {
        return switch (vault.call(HttpMethod.GET, "auth/token/lookup-self", token, null)) {
            case Reply.Data(JsonNode data) -> new Granted(CallerJson.read(data));
            case Reply.Refused(int status) when status == FORBIDDEN ->
                new Denied("whoever looks at the audit trail is recorded, and the token may not say whose it is: its"
                        + " policies must grant 'read' on auth/token/lookup-self (the policy 'default' does)");
            case Reply.Refused(int status) -> new Undecided("Vault answered " + status);
            case Reply.Silent(String reason) -> new Undecided(reason);
        };
    }
}
