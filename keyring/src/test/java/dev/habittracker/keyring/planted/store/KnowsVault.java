package dev.habittracker.keyring.planted.store;

import org.springframework.vault.core.VaultOperations;

/// Planted: deciding code on a client of Vault.
record KnowsVault(VaultOperations vault) {}
