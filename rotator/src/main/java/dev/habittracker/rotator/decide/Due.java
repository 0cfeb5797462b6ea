package dev.habittracker.rotator.decide;

import java.time.Instant;
import java.util.Optional;

import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.rotator.known.Schedule;

/// When the next rotation is due by the schedule: at its first instant after the ACTIVE key was activated, and not before
/// half a period after a revocation. Pure, so that it is the same on every node and at every firing.
public final class Due {

    private Due() {}

    /// The instant; empty where rotations come on request only.
    public static Optional<Instant> next(Ring ring, Schedule schedule) {
        Optional<Instant> scheduled = schedule.firstAfter(ring.activated());
        Optional<Instant> rest = Journals.lastRevocation(ring)
                .flatMap(revoked -> schedule.period().map(period -> revoked.plus(period.dividedBy(2))));
        return scheduled.map(instant -> rest.filter(instant::isBefore).orElse(instant));
    }

    /// Since when a rotation is due; empty where none is.
    static Optional<Instant> since(Ring ring, Schedule schedule, Instant now) {
        return next(ring, schedule).filter(instant -> !instant.isAfter(now));
    }
}
