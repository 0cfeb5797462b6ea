package dev.habittracker.keyring.vault;

import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.vault.support.VaultToken;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.habittracker.keyring.store.StoreException;

/// Asks Vault what a caller's token may do. The path need not exist: a policy that grants it is enough, so that Vault's
/// policies are the one place where rights are given, and each use is in Vault's audit.
///
/// It shows the caller's token and never this process's own. Thread-safe.
public final class CapabilitiesCheck {

    private static final int DENIED = 403;

    private final VaultHttp http;

    CapabilitiesCheck(VaultHttp http) {
        this.http = http;
    }

    /// What a token may do at a path.
    ///
    /// @param callerToken as the caller showed it; it may be any text
    /// @param path        such as `keyring-operations/habit-tracker/rotate`
    /// @throws StoreException where Vault gave no answer
    public CallerCapabilities of(String callerToken, String path) {
        if (!VaultNames.isText(callerToken)) {
            return new CallerCapabilities.NotValid();
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putArray("paths").add(path);
        VaultRequest request = VaultRequest.post("sys/capabilities-self", body);
        VaultAnswer answer = http.send(request, VaultToken.of(callerToken));
        if (answer.status() == DENIED) {
            return new CallerCapabilities.NotValid();
        }
        if (!answer.ok()) {
            throw VaultRefusals.of(request, answer);
        }
        Set<String> capabilities = answer.body().path("data").path(path).valueStream().map(JsonNode::asString)
                .collect(Collectors.toSet());
        return new CallerCapabilities.Granted(capabilities);
    }
}
