package dev.habittracker.devstack.pipeline;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

import dev.habittracker.devstack.vault.Role;

/**
 * A service to start as a process of its own.
 *
 * @param name unique in a stack, for example {@code habit-api-2}
 * @param module the Maven module that it is
 * @param login as which role it logs in to Vault; empty where it shows Vault only the tokens of its callers
 * @param properties Spring's, without what only this start knows: the path of the secret id
 */
public record ServiceSpec(String name, String module, Optional<Role> login, int port, Map<String, String> properties) {

    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public URI readiness() {
        return url().resolve("/actuator/health/readiness");
    }
}
