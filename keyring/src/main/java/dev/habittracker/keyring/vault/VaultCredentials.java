package dev.habittracker.keyring.vault;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.springframework.vault.support.VaultToken;

/// What a process shows to Vault to get in. No secret stands in `toString`.
public sealed interface VaultCredentials {

    /// The mount of AppRole where none is configured.
    String DEFAULT_APP_ROLE_MOUNT = "approle";

    /// AppRole with a secret id in a file that only the service can read. The file is read again at every login, so a
    /// new secret id is taken up by writing it there.
    ///
    /// @param mount        where AppRole is mounted, without slashes around it
    /// @param roleId       the role's id; not a secret
    /// @param secretIdFile the file
    record SecretIdFile(String mount, String roleId, Path secretIdFile) implements VaultCredentials {

        public SecretIdFile {
            VaultNames.requirePath("app-role-mount", mount);
            VaultNames.requireText("role-id", roleId);
        }
    }

    /// AppRole with a file that holds a response-wrapping token of a secret id. It is unwrapped once, the file is
    /// deleted, and the secret id stays in this process's memory; after a restart a new file is needed.
    ///
    /// @param mount             where AppRole is mounted, without slashes around it
    /// @param roleId            the role's id; not a secret
    /// @param wrappingTokenFile the file
    record WrappedSecretIdFile(String mount, String roleId, Path wrappingTokenFile) implements VaultCredentials {

        public WrappedSecretIdFile {
            VaultNames.requirePath("app-role-mount", mount);
            VaultNames.requireText("role-id", roleId);
        }
    }

    /// A token that somebody else looks after, such as an operator's `VAULT_TOKEN`: it is neither renewed nor replaced
    /// nor revoked.
    ///
    /// @param token the token
    record Token(VaultToken token) implements VaultCredentials {

        /// Without the token.
        @Override
        public String toString() {
            return "Token[]";
        }
    }

    /// A token as text.
    ///
    /// @throws IllegalArgumentException where the text cannot be a token; the message does not quote it
    static Token token(String token) {
        VaultNames.requireText("token", token);
        return new Token(VaultToken.of(token));
    }

    /// The credentials out of settings of which exactly one way must be given; blank counts as absent.
    ///
    /// @throws IllegalArgumentException saying which properties to set or to remove
    static VaultCredentials of(@Nullable String roleId, @Nullable Path secretIdFile, @Nullable Path wrappedSecretIdFile,
            @Nullable String token, @Nullable String appRoleMount) {
        List<String> given = new ArrayList<>();
        if (secretIdFile != null) {
            given.add("secret-id-file");
        }
        if (wrappedSecretIdFile != null) {
            given.add("wrapped-secret-id-file");
        }
        if (token != null && !token.isBlank()) {
            given.add("token");
        }
        if (given.size() != 1) {
            throw new IllegalArgumentException(String.format(Locale.ROOT,
                    "Vault's login needs exactly one of secret-id-file, wrapped-secret-id-file and token, but %s set: "
                            + "%s",
                    given.isEmpty() ? "none is" : String.join(" and ", given) + " are",
                    given.isEmpty() ? "set role-id and one of the two files" : "remove all but one"));
        }
        if (token != null && !token.isBlank()) {
            return token(token);
        }
        String mount = appRoleMount == null || appRoleMount.isBlank() ? DEFAULT_APP_ROLE_MOUNT : appRoleMount;
        if (roleId == null || roleId.isBlank()) {
            throw new IllegalArgumentException("role-id is missing: set it to the id of this service's AppRole, as "
                    + "`vault read auth/" + mount + "/role/<name>/role-id` shows it");
        }
        if (secretIdFile != null) {
            return new SecretIdFile(mount, roleId, secretIdFile);
        }
        if (wrappedSecretIdFile != null) {
            return new WrappedSecretIdFile(mount, roleId, wrappedSecretIdFile);
        }
        throw new IllegalStateException("unreachable: one of three is given");
    }
}
