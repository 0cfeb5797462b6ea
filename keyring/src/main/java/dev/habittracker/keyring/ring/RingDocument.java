package dev.habittracker.keyring.ring;

/// What the data of a secret turns out to be.
public sealed interface RingDocument {

    /// A ring whose newest journal entry is the version it was read at.
    ///
    /// @param ring as written; what a late landing adds is not in it yet
    record Whole(Ring ring) implements RingDocument {}

    /// No ring, or one that someone wrote over by hand: `jwt_secret_key` counts.
    ///
    /// @param material the key that plain clients make of it
    record Bare(KeyMaterial material) implements RingDocument {}

    /// Neither.
    ///
    /// @param problem what is wrong and where, without a word of the content
    record Malformed(String problem) implements RingDocument {}
}
