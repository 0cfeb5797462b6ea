package dev.habittracker.keyring.ring;

/// Whether a ring came out of a given write.
public enum Descent {

    /** The journal has the write. */
    YES,

    /** The journal has another write of that number, or none: the two are a fork. */
    NO,

    /** The write is older than the journal reaches. */
    UNKNOWN
}
