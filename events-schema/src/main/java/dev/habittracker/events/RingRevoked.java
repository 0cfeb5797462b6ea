package dev.habittracker.events;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/// Nothing old remains: every key is refused, and fresh ones stand in their place.
///
/// @param header the write that did it
/// @param revoked  the kids that are gone
/// @param active   the key that signs
/// @param next     the key that will sign next
@JsonNaming(SnakeCaseStrategy.class)
public record RingRevoked(@JsonUnwrapped WriteHeader header, List<String> revoked, KeyRef active,
        KeyRef next) implements KeyEvent {

    @Override
    public EventType type() {
        return EventType.RING_REVOKED;
    }

    @Override
    public List<String> revokedKids() {
        return revoked;
    }
}
