package dev.habittracker.keyring.ring.write;

/// The rules by which a write is refused.
public enum Refusal {

    /** There is no ring to change. */
    NO_RING,

    /** There is a ring already. */
    RING_EXISTS,

    /** No key of that kid is in the ring. */
    UNKNOWN_KID,

    /** The key is not in a state that allows it. */
    WRONG_STATE,

    /** NEXT has not been published long enough to be with every member. */
    NEXT_TOO_YOUNG,

    /** The key expires before every member could have the ring that brings it back. */
    TOO_LATE,

    /** Symmetric and public-key algorithms are exchanged only with an explicit flag, for plain clients lose their key. */
    KIND_CHANGE,

    /** There is nothing to do. */
    NOTHING_TO_DO,

    /** The ring was not restored from a backup: there is nothing to accept. */
    NO_FORK
}
