package dev.habittracker.rotator.reconcile;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

import dev.habittracker.keyring.follow.Moment;
import dev.habittracker.keyring.follow.ProcessClock;

/// The wall clock and the monotonic clock of everybody, which go on only when they are told to.
final class SteppedClock extends Clock implements ProcessClock {

    private final Instant start;
    private final AtomicReference<Duration> elapsed = new AtomicReference<>(Duration.ofHours(7));

    SteppedClock(Instant start) {
        this.start = start.minus(elapsed.get());
    }

    void step(Duration by) {
        elapsed.updateAndGet(before -> before.plus(by));
    }

    @Override
    public Moment now() {
        return new Moment(instant(), elapsed.get());
    }

    @Override
    public Instant instant() {
        return start.plus(elapsed.get());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("only instants are asked for");
    }
}
