package dev.habittracker.rotator.scene;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import dev.habittracker.keyring.ring.Policy;
import dev.habittracker.rotator.known.IntervalSchedule;
import dev.habittracker.rotator.known.OnDeadline;
import dev.habittracker.rotator.known.Rules;
import dev.habittracker.rotator.known.Schedule;

/// How a rotator is set up to keep a keyring.
public final class Keeping {

    private final Policy initial;
    private @Nullable Policy target;
    private boolean allowKindChange;
    private Schedule schedule = new IntervalSchedule(Story.PERIOD);
    private Duration jwksCache = Story.JWKS_CACHE;
    private OnDeadline onDeadline = OnDeadline.BLOCKED;

    Keeping(Policy policy) {
        this.initial = policy;
        this.target = policy;
    }

    /// Keys are replaced by this schedule.
    public Keeping schedule(Schedule schedule) {
        this.schedule = schedule;
        return this;
    }

    /// Keys are replaced that long after they were activated.
    public Keeping every(Duration interval) {
        return schedule(new IntervalSchedule(interval));
    }

    /// The policy that the ring should have; `null` where nobody can say.
    public Keeping target(@Nullable Policy policy) {
        this.target = policy;
        return this;
    }

    /// Symmetric and public-key algorithms may follow each other.
    public Keeping allowKindChange() {
        this.allowKindChange = true;
        return this;
    }

    /// Consumers keep a JWKS that long.
    public Keeping jwksCache(Duration cache) {
        this.jwksCache = cache;
        return this;
    }

    /// A rotation goes on without members that hold it up beyond the deadline.
    public Keeping proceedOnDeadline() {
        this.onDeadline = OnDeadline.PROCEED;
        return this;
    }

    Rules rules() {
        return new Rules(initial, target, allowKindChange, schedule, jwksCache, Story.DEADLINE, onDeadline);
    }
}
