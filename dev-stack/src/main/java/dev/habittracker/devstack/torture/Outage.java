package dev.habittracker.devstack.torture;

import java.time.Duration;
import java.time.Instant;

/**
 * A stretch of time in which a process or a link did not do its work.
 *
 * @param victim its name
 * @param until when it did again: a killed service, when it was ready
 */
record Outage(String victim, Instant from, Instant until) {

    Duration length() {
        return Duration.between(from, until);
    }

    boolean overlaps(Instant begin, Instant end) {
        return from.isBefore(end) && begin.isBefore(until);
    }
}
