package dev.habittracker.rotator.known;

/// What happens to a rotation that members held up until its deadline.
public enum OnDeadline {

    /** The request ends as blocked; a scheduled rotation goes on waiting, with an alarm. */
    BLOCKED,

    /** The rotation goes on without the members' acknowledgements; never without the echo, and never on a fork. */
    PROCEED
}
