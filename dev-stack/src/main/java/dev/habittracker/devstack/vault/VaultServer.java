package dev.habittracker.devstack.vault;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** A server that speaks Vault's API, initialised and unsealed, and a token that may do everything on it. */
public sealed interface VaultServer extends AutoCloseable permits LocalVaultServer, RemoteVaultServer {

    URI address();

    /** For provisioning only; no service ever gets it. */
    String rootToken();

    /** The file of the file audit device; absent where the server runs elsewhere. */
    Optional<Path> auditFile();

    default VaultClient client() {
        return new VaultClient(address(), rootToken());
    }

    @Override
    void close();
}
