package dev.habittracker.rotator.known;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// When a keyring's key is to be replaced. A pure function of time, so that firing late, twice or on five nodes makes no
/// difference: a rotation is due when an instant of the schedule lies in (activated, now].
public interface Schedule {

    /// The first instant of the schedule after one; empty where there is none.
    Optional<Instant> firstAfter(Instant instant);

    /// The shortest time between two instants of the schedule; empty where rotations come on request only.
    Optional<Duration> period();

    /// The schedule as it was configured.
    String text();

    /// Rotations come on request only.
    static Schedule onRequest() {
        return new Schedule() {

            @Override
            public Optional<Instant> firstAfter(Instant instant) {
                return Optional.empty();
            }

            @Override
            public Optional<Duration> period() {
                return Optional.empty();
            }

            @Override
            public String text() {
                return "on-request";
            }
        };
    }
}
