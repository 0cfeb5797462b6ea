package dev.habittracker.keyring.follow;

import java.time.Clock;
import java.time.Duration;

/// Reads both clocks of a process at once. One per process, at its edge.
@FunctionalInterface
public interface ProcessClock {

    /// The clocks' readings now.
    Moment now();

    /// The wall clock given, and the JVM's monotonic one.
    static ProcessClock of(Clock wall) {
        return () -> new Moment(wall.instant(), Duration.ofNanos(System.nanoTime()));
    }
}
