package dev.habittracker.devstack.drill;

import java.time.Instant;
import java.util.List;

/** A stretch of time around a change of keys, both ends included. */
record Window(Instant from, Instant to) {

    boolean contains(Instant instant) {
        return !instant.isBefore(from) && !instant.isAfter(to);
    }

    static boolean anyContains(List<Window> windows, Instant instant) {
        return windows.stream().anyMatch(window -> window.contains(instant));
    }
}
