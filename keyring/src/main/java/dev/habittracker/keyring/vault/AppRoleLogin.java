package dev.habittracker.keyring.vault;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.habittracker.keyring.store.StoreException;
import dev.habittracker.keyring.store.StoreException.Kind;

/// Logs in by AppRole.
///
/// Vault locks a role for 15 minutes after five bad secret ids, for the right secret id too. So one that was refused is
/// not shown again until it has changed or [#REFUSED_PAUSE] is over, and a locked role is left alone for
/// [#LOCKED_PAUSE].
final class AppRoleLogin implements VaultLogin {

    /// Longer than the 15 minutes after which Vault forgets a bad attempt, so that a process alone never locks a role.
    static final Duration REFUSED_PAUSE = Duration.ofMinutes(16);
    /// Attempts on a locked role are not counted; this only spares the server.
    static final Duration LOCKED_PAUSE = Duration.ofMinutes(1);

    private record Refusal(String secretId, Instant until, String message) {}

    private final VaultHttp http;
    private final String mount;
    private final String roleId;
    private final SecretIds secretIds;
    private @Nullable Refusal refusal;

    AppRoleLogin(VaultHttp http, String mount, String roleId, SecretIds secretIds) {
        this.http = http;
        this.mount = mount;
        this.roleId = roleId;
        this.secretIds = secretIds;
    }

    @Override
    public Grant login(Instant now) {
        String secretId = secretIds.current();
        Refusal earlier = refusal;
        if (earlier != null && earlier.secretId().equals(secretId) && now.isBefore(earlier.until())) {
            throw new StoreException(Kind.DENIED, earlier.message() + "; the same secret id is not tried again before "
                    + earlier.until());
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("role_id", roleId).put("secret_id", secretId);
        VaultRequest request = VaultRequest.post("auth/" + mount + "/login", body);
        VaultAnswer answer = http.send(request, null);
        if (answer.ok()) {
            refusal = null;
            return Grant.of(request, answer.body().path("auth"), now);
        }
        if (answer.status() == 403) {
            throw refused(secretId, now.plus(LOCKED_PAUSE), request + ": Vault has locked the role (after five bad "
                    + "secret ids, for 15 minutes) or does not admit this address. sys/locked-users shows and unlocks "
                    + "it");
        }
        if (answer.status() == 400) {
            throw refused(secretId, now.plus(REFUSED_PAUSE), request
                    + ": Vault refuses role id and secret id. Check role-id, and put a fresh secret id into "
                    + secretIds.source());
        }
        throw VaultRefusals.of(request, answer);
    }

    @Override
    public boolean ours() {
        return true;
    }

    private StoreException refused(String secretId, Instant until, String message) {
        refusal = new Refusal(secretId, until, message);
        return new StoreException(Kind.DENIED, message);
    }
}
