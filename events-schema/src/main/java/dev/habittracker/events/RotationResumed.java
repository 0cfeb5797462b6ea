package dev.habittracker.events;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/// Automatic rotation goes on after a hold.
///
/// @param header the write that did it
@JsonNaming(SnakeCaseStrategy.class)
public record RotationResumed(@JsonUnwrapped WriteHeader header) implements KeyEvent {

    @Override
    public EventType type() {
        return EventType.ROTATION_RESUMED;
    }
}
