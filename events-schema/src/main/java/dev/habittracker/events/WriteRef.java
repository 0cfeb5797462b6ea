package dev.habittracker.events;

import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/// One write of a ring. A position alone does not tell it from another of the same number, which a restored backup or a
/// forged event makes.
///
/// @param position where it stands in the order
/// @param writeId  random, one for each write
@JsonNaming(SnakeCaseStrategy.class)
public record WriteRef(Position position, String writeId) {}
