package dev.habittracker.events;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/// The key that would have signed next was exchanged before it ever signed.
///
/// @param header the write that did it
/// @param removed  the kid that is gone
/// @param next     the key in its place
@JsonNaming(SnakeCaseStrategy.class)
public record NextReplaced(@JsonUnwrapped WriteHeader header, String removed, KeyRef next) implements KeyEvent {

    @Override
    public EventType type() {
        return EventType.NEXT_REPLACED;
    }
}
