package dev.habittracker.devstack.junit;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

import dev.habittracker.devstack.vault.Placement;
import dev.habittracker.devstack.vault.Role;
import dev.habittracker.devstack.vault.TokenTimes;
import dev.habittracker.devstack.vault.VaultClient;
import dev.habittracker.devstack.vault.VaultProvisioning;

/**
 * One test class's part of the shared stack: nobody else writes to its mount, topics and databases. Asking for what {@link DevStack#value()} did
 * not name throws and says so.
 */
public final class StackSlice {

    private static final Duration WRAPPING_TIME = Duration.ofMinutes(5);
    private static final Duration OPERATOR_TIME = Duration.ofHours(1);

    private final SharedStack stack;
    private final String name;
    private boolean provisioned;

    StackSlice(SharedStack stack, String name) {
        this.stack = stack;
        this.name = name;
    }

    /** Lower-case letters, digits and dashes; unlike that of any other class and run. */
    public String name() {
        return name;
    }

    public URI vaultAddress() {
        return stack.vault().address();
    }

    public String rootToken() {
        return stack.vault().rootToken();
    }

    /** A client of the server with the root token. */
    public VaultClient vaultClient() {
        return stack.vault().client();
    }

    /** The KV v2 mount of this class; the secret on it is {@code habit-tracker/auth}. */
    public String mount() {
        provisioning();
        return placement().mount();
    }

    /** The secret's path below the mount. */
    public String path() {
        return placement().path();
    }

    /** Role id and a fresh secret id of a service. */
    public AppRole appRole(Role role) {
        return new AppRole(provisioning().roleId(role), provisioning().secretId(role));
    }

    /** A fresh wrapped secret id: a token that unwraps it once, within five minutes. */
    public String wrappedSecretId(Role role) {
        return provisioning().wrappedSecretId(role, WRAPPING_TIME);
    }

    /** Gives the services' roles other token times, for logins from now on. */
    public void useTokenTimes(TokenTimes tokens) {
        provisioning().apply(tokens);
    }

    /** A fresh token that may do every operation on the keyring and read no key. */
    public String operatorToken() {
        return provisioning().token(Role.OPERATOR, OPERATOR_TIME);
    }

    /** A fresh token that may ask for a rotation and see the state. */
    public String schedulerToken() {
        return provisioning().token(Role.SCHEDULER, OPERATOR_TIME);
    }

    /** A fresh token that may ask who read a key. */
    public String auditorToken() {
        return provisioning().token(Role.AUDITOR, OPERATOR_TIME);
    }

    /** The audit file of the whole server: lines of other classes are in it too. */
    public Path auditFile() {
        return stack.vault().auditFile().orElseThrow(() -> new IllegalStateException(
                "this test reads Vault's audit file, and the server at VAULT_ADDR keeps its own elsewhere: unset VAULT_ADDR"));
    }

    public String bootstrapServers() {
        return stack.kafka().bootstrapServers();
    }

    /** Put before every topic's name; ends in a dot. */
    public String topicPrefix() {
        return name + ".";
    }

    /**
     * The JDBC URL of a database of this class, created empty on first use.
     *
     * @param database tells databases of one class apart: lower-case letters, digits and underscores
     */
    public String jdbcUrl(String database) {
        return stack.postgres().createDatabase(name.replace('-', '_') + "_" + database);
    }

    private Placement placement() {
        return Placement.onMount(name);
    }

    private synchronized VaultProvisioning provisioning() {
        var provisioning = new VaultProvisioning(stack.vault(), placement());
        if (!provisioned) {
            provisioning.apply(TokenTimes.DEFAULT);
            provisioned = true;
        }
        return provisioning;
    }
}
