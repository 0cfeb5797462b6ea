package dev.habittracker.keyring.vault;

import java.time.Instant;

import dev.habittracker.keyring.store.StoreException;

/// A way to get a token. Used by one thread at a time.
sealed interface VaultLogin permits AppRoleLogin, FixedToken {

    /// One attempt.
    ///
    /// @throws StoreException [DENIED][StoreException.Kind#DENIED] where Vault refuses, or refused before and nothing
    ///                        has changed since
    Grant login(Instant now);

    /// Whether the session looks after its tokens: renews, replaces and at the end revokes them.
    boolean ours();
}
