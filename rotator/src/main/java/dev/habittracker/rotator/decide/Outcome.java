package dev.habittracker.rotator.decide;

/// How a request ended.
public enum Outcome {

    /** It was carried out. */
    DONE,

    /** It could not be carried out by its deadline. */
    BLOCKED,

    /** It cannot be carried out, as long as nothing else changes. */
    REFUSED
}
