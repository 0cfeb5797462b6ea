package dev.habittracker.devstack.vault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.habittracker.devstack.process.Waiting;

/**
 * What an operator does once on a fresh Vault: the KV v2 engine, AppRole, the policies under {@code deploy/vault/policies}, one AppRole per
 * service. Every step may be repeated.
 */
public final class VaultProvisioning {

    private final VaultClient root;
    private final Placement placement;

    public VaultProvisioning(VaultServer server, Placement placement) {
        this.root = server.client();
        this.placement = placement;
    }

    /** All of it. */
    public void apply(TokenTimes tokens) {
        mount();
        enableAppRole();
        for (Role role : Role.values()) {
            root.put("sys/policies/acl/" + placement.named(role), Map.of("policy", placement.adapt(policyFile(role))));
            if (role.isService()) {
                createAppRole(role, tokens);
            }
        }
    }

    /** The role's id: not a secret. */
    public String roleId(Role role) {
        return root.get(appRole(role) + "/role-id").path("data").path("role_id").asString();
    }

    /** A new secret id in clear. */
    public String secretId(Role role) {
        return root.post(appRole(role) + "/secret-id", Map.of()).path("data").path("secret_id").asString();
    }

    /** A new secret id, wrapped: a token that unwraps it once. */
    public String wrappedSecretId(Role role, Duration timeToLive) {
        return root.postWrapped(appRole(role) + "/secret-id", Map.of(), timeToLive);
    }

    /** A token for somebody who is no service: the operator, a scheduler. */
    public String token(Role role, Duration timeToLive) {
        return root.post("auth/token/create-orphan",
                Map.of("policies", List.of(placement.named(role)), "ttl", timeToLive.toSeconds() + "s", "display_name",
                        role.policy()))
                .path("auth").path("client_token").asString();
    }

    private void mount() {
        if (root.get("sys/mounts").path("data").has(placement.mount() + "/")) {
            return;
        }
        root.post("sys/mounts/" + placement.mount(), Map.of("type", "kv", "options", Map.of("version", "2")));
        // Just mounted, HashiCorp Vault answers 400 "Upgrading from non-versioned to versioned data" for a moment.
        boolean ready = Waiting.until(Duration.ofSeconds(10), this::mountAnswers);
        if (!ready) {
            throw new IllegalStateException(
                    "the KV engine at " + placement.mount() + "/ did not become ready within 10 s");
        }
    }

    private boolean mountAnswers() {
        try {
            root.get(placement.mount() + "/config");
            return true;
        } catch (VaultException notYet) {
            return false;
        }
    }

    private void enableAppRole() {
        if (!root.get("sys/auth").path("data").has("approle/")) {
            try {
                root.post("sys/auth/approle", Map.of("type", "approle"));
            } catch (VaultException e) {
                // Another test class of a shared server came first.
                if (!root.get("sys/auth").path("data").has("approle/")) {
                    throw e;
                }
            }
        }
    }

    private void createAppRole(Role role, TokenTimes tokens) {
        root.post(appRole(role),
                Map.of("token_policies", List.of(placement.named(role)), "token_ttl",
                        tokens.timeToLive().toSeconds() + "s",
                        "token_max_ttl", tokens.maximum().toSeconds() + "s", "token_type", "service"));
    }

    private String appRole(Role role) {
        return "auth/approle/role/" + placement.named(role);
    }

    private static String policyFile(Role role) {
        String name = "policies/" + role.policy() + ".hcl";
        try (var resource = VaultProvisioning.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalStateException("policy file " + name + " is missing: it is deploy/vault/" + name);
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
