package dev.habittracker.habitapi.habit;

import java.time.Instant;
import java.util.UUID;

/// Something that its user wants to do regularly.
///
/// @param id grows with time (UUID version 7), so the newest habit has the largest
public record Habit(UUID id, String name, Instant createdAt) {}
