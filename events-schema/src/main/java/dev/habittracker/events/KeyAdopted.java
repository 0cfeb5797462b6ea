package dev.habittracker.events;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/// A secret that was put by hand became part of the ring.
///
/// @param header the write that did it
/// @param adopted  the kid that the secret got, or has already where it equals a live key; empty where a revoked one was refused
/// @param active   the key that signs: the adopted one, or a fresh one where that is too short
/// @param former   keys that verify on and sign no more
/// @param next     the key that will sign next
/// @param base     the version of the ring that the secret stood over; 0 where there was none
@JsonNaming(SnakeCaseStrategy.class)
public record KeyAdopted(@JsonUnwrapped WriteHeader header, String adopted, KeyRef active, List<KidExpiry> former,
        KeyRef next, long base) implements KeyEvent {

    @Override
    public EventType type() {
        return EventType.KEY_ADOPTED;
    }

    @Override
    public List<KidExpiry> expiries() {
        return former;
    }
}
