package dev.habittracker.rotator.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.habittracker.keyring.follow.Moment;

/// Whether the clustered tick still fires somewhere. A node's clock says when it fired, and nodes' clocks differ: what
/// counts is for how long that time has stayed the same, by this process's own clock.
final class Ticks {

    private final Duration longest;
    private @Nullable Seen seen;

    private record Seen(@Nullable Instant fired, Moment since) {}

    /// @param longest how long the tick may take to come again
    Ticks(Duration longest) {
        this.longest = longest;
    }

    /// Whether it has not come for longer than it may take.
    ///
    /// @param fired when it fired last, as the database has it; `null` where it never did
    boolean areSilent(@Nullable Instant fired, Moment now) {
        Seen before = seen;
        if (before == null || !Objects.equals(before.fired(), fired)) {
            seen = new Seen(fired, now);
            return false;
        }
        return now.waitedSince(before.since()).compareTo(longest) > 0;
    }
}
