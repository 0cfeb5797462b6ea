package dev.habittracker.events;

/// What a process does with the ring.
public enum MemberRole {

    /** Verifies, and may sign. */
    MEMBER,

    /** Writes the ring. */
    ROTATOR
}
