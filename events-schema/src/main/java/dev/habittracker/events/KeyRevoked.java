package dev.habittracker.events;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/// Keys are refused from now on, whatever their tokens say.
///
/// @param header the write that did it
/// @param revoked  the kids that are gone
/// @param active   the key that signs
/// @param next     the key that will sign next
@JsonNaming(SnakeCaseStrategy.class)
public record KeyRevoked(@JsonUnwrapped WriteHeader header, List<String> revoked, KeyRef active,
        KeyRef next) implements KeyEvent {

    @Override
    public EventType type() {
        return EventType.KEY_REVOKED;
    }

    @Override
    public List<String> revokedKids() {
        return revoked;
    }
}
