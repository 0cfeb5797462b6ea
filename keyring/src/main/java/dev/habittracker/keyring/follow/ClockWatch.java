package dev.habittracker.keyring.follow;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import dev.habittracker.keyring.ring.Margins;
import dev.habittracker.keyring.ring.Timing;
import dev.habittracker.keyring.ring.VaultTime;

/// How far Vault's clock and this process's are apart, by the last answer. The margins of the protocol hold while no clock
/// is off by more than S.
final class ClockWatch {

    private final Problems problems;
    private @Nullable Duration offset;

    ClockWatch(Problems problems) {
        this.problems = problems;
    }

    /// @param time the store's now, as its answer told it
    void answered(VaultTime time, Timing timing, Moment now) {
        Duration half = Duration.between(time.earliest(), time.latest()).dividedBy(2);
        Duration found = Duration.between(now.wall(), time.earliest().plus(half));
        offset = found;
        Duration tolerance = Margins.clockTolerance(timing);
        problems.set(Problem.CLOCK_OFF, found.abs().compareTo(tolerance) > 0,
                "Vault's clock and this process's differ by " + found + ", more than S + 1 s = " + tolerance);
    }

    /// Vault's clock less this process's; `null` before the first answer.
    @Nullable
    Duration offset() {
        return offset;
    }
}
