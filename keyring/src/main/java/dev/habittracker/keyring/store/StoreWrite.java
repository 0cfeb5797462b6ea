package dev.habittracker.keyring.store;

import java.time.Instant;

import dev.habittracker.keyring.ring.VaultTime;

/// How a write came out.
public sealed interface StoreWrite {

    /// The version was made.
    ///
    /// @param time    the store's now
    /// @param version the version
    /// @param created when the store made it
    record Stored(VaultTime time, long version, Instant created) implements StoreWrite {}

    /// Another version was made meanwhile; nothing was written.
    record Conflict() implements StoreWrite {}
}
