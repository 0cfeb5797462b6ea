package dev.habittracker.keyring.store;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.habittracker.keyring.ring.VaultTime;

/// What a store says of its versions without reading one.
///
/// @param time           the store's now
/// @param currentVersion the newest version; 0 where there is none
/// @param created        when the store made it; `null` where there is none
/// @param gone           whether the newest version is deleted or destroyed
/// @param readable       the versions whose content can still be read, ascending
public record StoreMetadata(VaultTime time, long currentVersion, @Nullable Instant created, boolean gone,
        List<Long> readable) {}
