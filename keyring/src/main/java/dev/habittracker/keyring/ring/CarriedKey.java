package dev.habittracker.keyring.ring;

import java.time.Instant;

/// A key that came after the backup from which the ring was restored. The ring lacks its material; whoever still holds
/// that goes on verifying with it.
///
/// @param kid the key's id
/// @param exp until when
public record CarriedKey(Kid kid, Instant exp) {}
