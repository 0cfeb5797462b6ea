package dev.habittracker.events;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/// A version of the secret that no rotator wrote, found and given its place in the order.
///
/// @param header the write that did it
/// @param base     the version of the newest ring below; 0 where there was none
@JsonNaming(SnakeCaseStrategy.class)
public record ForeignWrite(@JsonUnwrapped WriteHeader header, long base) implements KeyEvent {

    @Override
    public EventType type() {
        return EventType.FOREIGN_WRITE;
    }
}
