package dev.habittracker.events;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/// The rules for keys minted from now on; ACTIVE and NEXT are raised to them in the same write.
///
/// @param header the write that did it
/// @param policy   the new policy
@JsonNaming(SnakeCaseStrategy.class)
public record PolicyChanged(@JsonUnwrapped WriteHeader header, PolicyData policy) implements KeyEvent {

    @Override
    public EventType type() {
        return EventType.POLICY_CHANGED;
    }
}
