package dev.habittracker.keyring.ring.write;

import dev.habittracker.keyring.ring.KeyMaterial;

/// A secret without a ring, as `vault kv put` or a script leaves it.
///
/// @param material the key that plain clients make of `jwt_secret_key` and `jwt_algorithm`
/// @param version  the KV version it stands at
public record BareSecret(KeyMaterial material, long version) {}
