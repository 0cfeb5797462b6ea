package dev.habittracker.keyring.follow;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import dev.habittracker.events.Position;
import dev.habittracker.keyring.ring.Timing;

/// For how long something newer than the ring in use has been heard of. After `lag` and two polls the store should have
/// had it.
final class HeardAhead {

    private final Problems problems;
    private @Nullable Moment since;

    HeardAhead(Problems problems) {
        this.problems = problems;
    }

    /// @param heard   the highest position heard of
    /// @param current the ring in use; `null` before the first
    void watch(Position heard, @Nullable Snapshot current, Timing timing, Moment now) {
        if (current == null) {
            // then the first read itself says so
            return;
        }
        if (!heard.isAfter(current.position())) {
            since = null;
            problems.resolve(Problem.EVENT_AHEAD_OF_STORE);
            return;
        }
        if (since == null) {
            since = now;
        }
        if (now.since(since).compareTo(bound(timing)) >= 0) {
            problems.raise(Problem.EVENT_AHEAD_OF_STORE, "a ring at " + heard + " was heard of, but Vault has "
                    + current.position()
                    + " only; where the event is known to be false, the operator's `forget` clears it");
        }
    }

    /// How long Vault may take to show what was heard of.
    static Duration bound(Timing timing) {
        return timing.lag().plus(timing.poll().multipliedBy(2));
    }
}
