package dev.habittracker.events;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/// NEXT became ACTIVE, the former ACTIVE became RETIRING, and a new NEXT was made, in one write.
///
/// @param header the write that did it
/// @param active   the key that signs from now on
/// @param former   the key that signed until now
/// @param next     the new key that will sign next
@JsonNaming(SnakeCaseStrategy.class)
public record KeyRotated(@JsonUnwrapped WriteHeader header, KeyRef active, KidExpiry former,
        KeyRef next) implements KeyEvent {

    @Override
    public EventType type() {
        return EventType.KEY_ROTATED;
    }

    @Override
    public List<KidExpiry> expiries() {
        return List.of(former);
    }
}
