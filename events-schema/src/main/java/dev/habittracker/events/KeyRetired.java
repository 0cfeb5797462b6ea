package dev.habittracker.events;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/// Expired keys left the ring.
///
/// @param header the write that did it
/// @param retired  the kids that are gone
@JsonNaming(SnakeCaseStrategy.class)
public record KeyRetired(@JsonUnwrapped WriteHeader header, List<String> retired) implements KeyEvent {

    @Override
    public EventType type() {
        return EventType.KEY_RETIRED;
    }
}
