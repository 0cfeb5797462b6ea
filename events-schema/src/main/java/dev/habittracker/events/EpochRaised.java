package dev.habittracker.events;

import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/// An operator accepted a restored ring: a new epoch with fresh keys, which orders above everything seen before.
///
/// @param header the write that did it
/// @param previousEpoch the epoch of the restored ring
/// @param active   the key that signs
/// @param next     the key that will sign next
/// @param kept     restored keys that verify on
/// @param carried  keys that came after the backup, which holders go on verifying with
/// @param revoked  kids that the operator revoked with the acceptance
@JsonNaming(SnakeCaseStrategy.class)
public record EpochRaised(@JsonUnwrapped WriteHeader header, long previousEpoch, KeyRef active, KeyRef next,
        List<KidExpiry> kept, List<KidExpiry> carried, List<String> revoked) implements KeyEvent {

    @Override
    public EventType type() {
        return EventType.EPOCH_RAISED;
    }

    @Override
    public List<String> revokedKids() {
        return revoked;
    }

    @Override
    public List<KidExpiry> expiries() {
        return Stream.concat(kept.stream(), carried.stream()).toList();
    }
}
