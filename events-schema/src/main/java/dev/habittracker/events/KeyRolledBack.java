package dev.habittracker.events;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/// A RETIRING key signs again, and automatic rotation is on hold.
///
/// @param header the write that did it
/// @param active   the key that signs again
/// @param former   the newer key, which verifies on
/// @param next     the key that will sign next
@JsonNaming(SnakeCaseStrategy.class)
public record KeyRolledBack(@JsonUnwrapped WriteHeader header, KeyRef active, KidExpiry former,
        KeyRef next) implements KeyEvent {

    @Override
    public EventType type() {
        return EventType.KEY_ROLLED_BACK;
    }

    @Override
    public List<KidExpiry> expiries() {
        return List.of(former);
    }
}
