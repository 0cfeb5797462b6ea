package dev.habittracker.rotator.known;

import dev.habittracker.events.Position;
import dev.habittracker.events.WriteRef;

/// A write that somebody knows of, so that a ring which does not have it is no descendant of it.
///
/// @param position where it stands in the order
/// @param writeId  tells it from another write of the same number
/// @param source   who knows of it, for an operator: `the topic`, `member 5f2c (habit-api)`, `the history`
/// @param read     whether the source had the ring of the write from Vault, so that it was done; of what stands in the topic
///                 nobody can tell
public record KnownWrite(Position position, String writeId, String source, boolean read) {

    /// A write whose ring the source had from Vault.
    public KnownWrite(Position position, String writeId, String source) {
        this(position, writeId, source, true);
    }

    /// A write that an event in the topic tells of.
    public static KnownWrite told(Position position, String writeId) {
        return new KnownWrite(position, writeId, "the topic", false);
    }

    /// The write alone.
    public WriteRef ref() {
        return new WriteRef(position, writeId);
    }

    /// Whether both are one write, whoever knows of it.
    public boolean isSameAs(KnownWrite other) {
        return position.equals(other.position) && writeId.equals(other.writeId);
    }
}
