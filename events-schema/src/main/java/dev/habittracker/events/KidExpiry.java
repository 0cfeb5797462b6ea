package dev.habittracker.events;

import java.time.Instant;

/// A key that verifies until a known instant and signs no more.
///
/// @param kid the key's id
/// @param exp when the last token that it can have signed has expired everywhere
public record KidExpiry(String kid, Instant exp) {}
