package dev.habittracker.events;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/// A keyring came into being with a fresh ACTIVE and a fresh NEXT key.
///
/// @param header the write that did it
/// @param active   the key that signs
/// @param next     the key that will sign after it
@JsonNaming(SnakeCaseStrategy.class)
public record RingCreated(@JsonUnwrapped WriteHeader header, KeyRef active, KeyRef next) implements KeyEvent {

    @Override
    public EventType type() {
        return EventType.RING_CREATED;
    }
}
