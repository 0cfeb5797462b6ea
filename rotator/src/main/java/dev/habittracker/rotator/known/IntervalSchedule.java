package dev.habittracker.rotator.known;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A key is replaced so long after it was activated.
///
/// @param interval how long a key signs
public record IntervalSchedule(Duration interval) implements Schedule {

    public IntervalSchedule {
        if (!interval.isPositive()) {
            throw new IllegalArgumentException("the interval of a schedule must be longer than zero, not " + interval);
        }
    }

    @Override
    public Optional<Instant> firstAfter(Instant instant) {
        return Optional.of(instant.plus(interval));
    }

    @Override
    public Optional<Duration> period() {
        return Optional.of(interval);
    }

    @Override
    public String text() {
        return "every " + interval;
    }
}
