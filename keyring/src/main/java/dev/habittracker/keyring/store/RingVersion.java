package dev.habittracker.keyring.store;

import dev.habittracker.keyring.ring.Ring;

/// The one precondition of [RingStore#write(Ring, long)].
public final class RingVersion {

    private RingVersion() {}

    /// @throws IllegalArgumentException where a ring is not the version that the write would make
    public static void check(Ring ring, long expected) {
        if (ring.version() != expected + 1) {
            throw new IllegalArgumentException("a ring of version " + ring.version()
                    + " cannot be written over version " + expected + ": it must be the one above");
        }
    }
}
