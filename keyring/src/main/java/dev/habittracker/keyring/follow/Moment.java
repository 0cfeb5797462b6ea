package dev.habittracker.keyring.follow;

import java.time.Duration;
import java.time.Instant;

/// One reading of both of a process's clocks.
///
/// @param wall      the wall clock; it may jump
/// @param monotonic since an arbitrary start, such as `System.nanoTime()`; it may stand still while a machine sleeps
public record Moment(Instant wall, Duration monotonic) {

    /// How much later than `start` this is, by whichever clock shows more: a process that slept, or whose clock was set
    /// back, must not believe that less time has passed.
    public Duration since(Moment start) {
        Duration byWall = Duration.between(start.wall, wall);
        Duration byMonotonic = monotonic.minus(start.monotonic);
        return byWall.compareTo(byMonotonic) > 0 ? byWall : byMonotonic;
    }

    /// How much later than `start` this is by the monotonic clock alone: for waiting, where the wall clock has no say.
    public Duration waitedSince(Moment start) {
        return monotonic.minus(start.monotonic);
    }

    /// The moment that much later on both clocks.
    public Moment plus(Duration elapsed) {
        return new Moment(wall.plus(elapsed), monotonic.plus(elapsed));
    }

    /// Whether this is at or after the other by the monotonic clock.
    public boolean reached(Moment due) {
        return monotonic.compareTo(due.monotonic) >= 0;
    }

    /// The one that the monotonic clock reaches first.
    public Moment earlier(Moment other) {
        return monotonic.compareTo(other.monotonic) <= 0 ? this : other;
    }
}
