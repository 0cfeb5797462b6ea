package dev.habittracker.keyring.spring;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import dev.habittracker.keyring.vault.VaultCredentials;
import dev.habittracker.keyring.vault.VaultSettings;

/// Where the ring is, and how this service logs in.
///
/// @param address             the server; `VAULT_ADDR` where absent
/// @param namespace           `X-Vault-Namespace`, where there are namespaces
/// @param mount               the KV v2 engine's mount
/// @param path                the ring's path below it
/// @param roleId              the id of this service's AppRole
/// @param secretIdFile        a file with the secret id that only the service can read
/// @param wrappedSecretIdFile or a file with a response-wrapping token of it, used once and then deleted
/// @param appRoleMount        where AppRole is mounted
/// @param caFile              PEM certificates to trust instead of the JVM's
/// @param connectTimeout      at most this long for a connection
/// @param readTimeout         at most this long for an answer
@ConfigurationProperties("keyring.vault")
public record KeyringVaultProperties(@Nullable String address, @Nullable String namespace,
        @DefaultValue("secret") String mount, @DefaultValue("habit-tracker/auth") String path, @Nullable String roleId,
        @Nullable Path secretIdFile, @Nullable Path wrappedSecretIdFile, @DefaultValue("approle") String appRoleMount,
        @Nullable Path caFile, @DefaultValue("2s") Duration connectTimeout, @DefaultValue("5s") Duration readTimeout) {

    /// The settings of the client.
    ///
    /// @param fallbackAddress the value of `VAULT_ADDR`; `null` for none
    /// @throws IllegalArgumentException naming the property to change
    VaultSettings toSettings(@Nullable String fallbackAddress) {
        String server = address == null || address.isBlank() ? fallbackAddress : address;
        if (server == null || server.isBlank()) {
            throw new IllegalArgumentException("keyring.vault.address is missing: set it, or VAULT_ADDR, to Vault's"
                    + " address, such as https://vault.example.org:8200. To develop without Vault set"
                    + " VAULT_ENABLED=false and JWT_SECRET_KEY");
        }
        try {
            return new VaultSettings(URI.create(server), blankToNull(namespace), mount, path, credentials(), caFile,
                    connectTimeout, readTimeout);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("keyring.vault: " + e.getMessage(), e);
        }
    }

    private VaultCredentials credentials() {
        return VaultCredentials.of(roleId, secretIdFile, wrappedSecretIdFile, null, appRoleMount);
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
