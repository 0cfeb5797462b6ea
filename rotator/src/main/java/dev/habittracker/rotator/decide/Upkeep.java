package dev.habittracker.rotator.decide;

/// What follows a write and can fail without standing in the way of the next one.
public enum Upkeep {

    /** The topic learns of what was written. */
    PUBLISH,

    /** Versions that still hold a removed key are destroyed. */
    DESTROY
}
