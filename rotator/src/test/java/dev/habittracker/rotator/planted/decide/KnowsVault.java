package dev.habittracker.rotator.planted.decide;

import dev.habittracker.keyring.vault.VaultAccess;

/// Planted: a decision that knows where the ring is kept.
record KnowsVault(VaultAccess vault) {}
