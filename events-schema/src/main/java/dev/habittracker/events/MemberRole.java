package dev.habittracker.events;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What a process does with the ring.
public enum MemberRole {

    /** Verifies, and may sign. */
    @JsonProperty("member")
    MEMBER,

    /** Writes the ring. */
    @JsonProperty("rotator")
    ROTATOR
}
