package dev.habittracker.keyring.vault;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/// How to reach a ring in Vault. The names in messages are those of the properties below `keyring.vault`.
///
/// @param address        the server, for example `https://vault.example.org:8200`
/// @param namespace      sent as `X-Vault-Namespace`; `null` for none
/// @param mount          the KV v2 engine's mount, without slashes around it
/// @param path           the secret's path below it
/// @param credentials    what to log in with
/// @param caFile         PEM certificates to trust instead of the JVM's; `null` for the JVM's
/// @param connectTimeout at most this long for a connection
/// @param readTimeout    at most this long for an answer
public record VaultSettings(URI address, @Nullable String namespace, String mount, String path,
        VaultCredentials credentials, @Nullable Path caFile, Duration connectTimeout, Duration readTimeout) {

    /// A server in the same network accepts a connection in milliseconds; beyond this it is away.
    public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(2);
    /// As long as the write budget W: an answer that is later helps no decision.
    public static final Duration DEFAULT_READ_TIMEOUT = Duration.ofSeconds(5);

    public VaultSettings {
        String scheme = address.getScheme();
        if (!"http".equals(scheme) && !"https".equals(scheme) || address.getHost() == null) {
            throw new IllegalArgumentException("address must be http:// or https:// and a host, such as "
                    + "https://vault.example.org:8200, not \"" + address + "\"; it is also taken from VAULT_ADDR");
        }
        if (address.getUserInfo() != null || address.getQuery() != null) {
            throw new IllegalArgumentException("address must be scheme, host and port only");
        }
        if (namespace != null) {
            VaultNames.requirePath("namespace", namespace);
        }
        VaultNames.requirePath("mount", mount);
        VaultNames.requirePath("path", path);
        if (caFile != null && !Files.isReadable(caFile)) {
            throw new IllegalArgumentException("ca-file " + caFile
                    + " cannot be read: name a PEM file with the certificates that Vault's was issued by");
        }
        requirePositive("connect-timeout", connectTimeout);
        requirePositive("read-timeout", readTimeout);
    }

    /// Settings without a namespace, with the JVM's certificates and the default times.
    public static VaultSettings of(URI address, String mount, String path, VaultCredentials credentials) {
        return new VaultSettings(address, null, mount, path, credentials, null, DEFAULT_CONNECT_TIMEOUT,
                DEFAULT_READ_TIMEOUT);
    }

    private static void requirePositive(String name, Duration duration) {
        if (!duration.isPositive()) {
            throw new IllegalArgumentException(name + " must be longer than zero, for example 2s, not " + duration);
        }
    }
}
