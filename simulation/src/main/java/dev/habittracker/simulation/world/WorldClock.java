package dev.habittracker.simulation.world;

import java.time.Duration;
import java.time.Instant;

import dev.habittracker.keyring.follow.Moment;
import dev.habittracker.keyring.follow.ProcessClock;
import dev.habittracker.simulation.engine.Agenda;

/// The two clocks of one machine, as they are off: the wall clock by an offset that may jump, the monotonic one by what the
/// machine has slept.
public final class WorldClock implements ProcessClock {

    private static final Duration SINCE_BOOT = Duration.ofHours(1);

    private final Agenda agenda;
    private Duration offset;
    private Duration slept = Duration.ZERO;

    /// @param offset wall clock less true time
    public WorldClock(Agenda agenda, Duration offset) {
        this.agenda = agenda;
        this.offset = offset;
    }

    @Override
    public Moment now() {
        return new Moment(wall(), SINCE_BOOT.plusNanos(agenda.now()).minus(slept));
    }

    /// The wall clock.
    public Instant wall() {
        return agenda.instant().plus(offset);
    }

    /// Wall clock less true time.
    public Duration offset() {
        return offset;
    }

    /// The wall clock jumps.
    public void jumpTo(Duration offset) {
        this.offset = offset;
    }

    /// The machine slept: the monotonic clock stood still, the wall clock did not.
    public void slept(Duration length) {
        slept = slept.plus(length);
    }

    /// True nanoseconds from now until the wall clock shows an instant; negative where it has.
    public long nanosUntil(Instant wall) {
        return Duration.between(wall(), wall).toNanos();
    }
}
