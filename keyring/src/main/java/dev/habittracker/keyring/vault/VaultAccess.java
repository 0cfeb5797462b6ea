package dev.habittracker.keyring.vault;

import java.time.Clock;
import java.util.random.RandomGenerator;

import dev.habittracker.keyring.store.RingStore;
import dev.habittracker.keyring.store.StoreException;

/// Everything that a process needs of Vault, over one login. Needs no Spring container.
///
/// ```java
/// var settings = VaultSettings.of(URI.create("https://vault.example.org:8200"), "secret", "habit-tracker/auth",
///         new VaultCredentials.SecretIdFile("approle", roleId, Path.of("/run/secrets/secret-id")));
/// try (VaultAccess vault = VaultAccess.of(settings, Clock.systemUTC())) {
///     StoreReading reading = vault.ringStore().read();
/// }
/// ```
public final class VaultAccess implements AutoCloseable {

    private final VaultSession session;
    private final VaultRingStore ringStore;
    private final CapabilitiesCheck capabilities;
    private final CallerNames callerNames;

    private VaultAccess(VaultSettings settings, Clock clock) {
        VaultHttp http = new VaultHttp(settings);
        this.session = new VaultSession(http, login(http, settings.credentials()), clock, RandomGenerator.getDefault());
        this.ringStore = new VaultRingStore(
                new KvSecret(new VaultCalls(http, session), settings.mount(), settings.path()));
        this.capabilities = new CapabilitiesCheck(http);
        this.callerNames = new CallerNames(http);
    }

    /// Makes the parts and asks Vault nothing: the login comes with the first call, so that a process starts, not ready,
    /// while Vault is away.
    ///
    /// @param clock tells when a token is due for renewal
    public static VaultAccess of(VaultSettings settings, Clock clock) {
        return new VaultAccess(settings, clock);
    }

    /// The ring's store.
    public RingStore ringStore() {
        return ringStore;
    }

    /// Asks what callers may do.
    public CapabilitiesCheck capabilities() {
        return capabilities;
    }

    /// Asks who callers are.
    public CallerNames callerNames() {
        return callerNames;
    }

    /// The login, for other clients of Spring Vault in the same process.
    public VaultSession session() {
        return session;
    }

    /// Whether Vault serves this process: a real read, for `sys/health` stays green while every audited call fails.
    ///
    /// @throws StoreException where it does not; the kind and the message say why
    public void check() {
        ringStore.metadata();
    }

    /// Takes up a closed access again; the next call logs in, with a secret id that was unwrapped before too.
    public void reopen() {
        session.reopen();
    }

    /// Revokes the login's token. Calls fail from then on.
    @Override
    public void close() {
        session.close();
    }

    private static VaultLogin login(VaultHttp http, VaultCredentials credentials) {
        return switch (credentials) {
            case VaultCredentials.SecretIdFile file -> new AppRoleLogin(http, file.mount(), file.roleId(),
                    new SecretIds.InFile(file.secretIdFile()));
            case VaultCredentials.WrappedSecretIdFile file -> new AppRoleLogin(http, file.mount(), file.roleId(),
                    new WrappedSecretIds(http, file.mount(), file.wrappingTokenFile()));
            case VaultCredentials.Token token -> new FixedToken(token.token());
        };
    }
}
