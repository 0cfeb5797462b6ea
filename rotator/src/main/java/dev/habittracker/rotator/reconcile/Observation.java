package dev.habittracker.rotator.reconcile;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.habittracker.keyring.follow.Moment;
import dev.habittracker.rotator.decide.Alarm;
import dev.habittracker.rotator.decide.Decision;
import dev.habittracker.rotator.known.Gathered;

/// What a rotator saw last, and what it made of it.
///
/// @param at       when
/// @param known    what was known; `null` where Vault gave no answer
/// @param decision what is next; `null` where Vault gave no answer
/// @param problem  why Vault gave no answer; `null` where it did
/// @param alarms   what an operator should look at
public record Observation(Moment at, @Nullable Gathered known, @Nullable Decision decision, @Nullable String problem,
        List<Alarm> alarms) {

    public Observation {
        alarms = List.copyOf(alarms);
    }
}
