package dev.habittracker.habitapi.habit;

import java.time.Instant;
import java.time.LocalDate;

/// A habit was done on a day; at most one for each habit and day.
///
/// @param checkedInAt when it was first reported
public record CheckIn(LocalDate day, Instant checkedInAt) {}
