package dev.habittracker.keyring.store;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.VaultTime;
import dev.habittracker.keyring.ring.write.BareSecret;

/// What a read of the newest version found.
public sealed interface StoreReading {

    /// The store's now, when it answered.
    VaultTime time();

    /// A ring, with what a late landing adds already in it.
    ///
    /// @param time    the store's now
    /// @param ring    the ring
    /// @param created when the store made the version; it tells versions apart and does not order them
    record Whole(VaultTime time, Ring ring, Instant created) implements StoreReading {}

    /// A secret without a ring, or over one.
    ///
    /// @param time    the store's now
    /// @param secret  the secret and its version
    /// @param created when the store made the version
    /// @param base    the newest readable ring below; `null` where there is none
    record Bare(VaultTime time, BareSecret secret, Instant created, @Nullable Ring base) implements StoreReading {}

    /// No version was ever written, or all trace of them was removed.
    ///
    /// @param time the store's now
    record Missing(VaultTime time) implements StoreReading {}

    /// The newest version was deleted.
    ///
    /// @param time      the store's now
    /// @param version   the newest version
    /// @param destroyed whether it is gone for good
    record Deleted(VaultTime time, long version, boolean destroyed) implements StoreReading {}

    /// The newest version is neither a ring nor a secret that can be used.
    ///
    /// @param time    the store's now
    /// @param version the newest version
    /// @param problem what is wrong, without a word of the content
    record Malformed(VaultTime time, long version, String problem) implements StoreReading {}
}
