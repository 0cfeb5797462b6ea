package dev.habittracker.events;

import org.jspecify.annotations.Nullable;

/// A key that a member holds, and whether it can use it.
///
/// @param kid     the key's id
/// @param usable  whether the member's self-test signed and verified with it (verified only, for a public key)
/// @param problem why the self-test failed, without key material; `null` where it passed
public record HeldKey(String kid, boolean usable, @Nullable String problem) {}
