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
/// @param decision what is next; `null` where Vault gave no answer or nothing could be decided
/// @param problem  why something is missing here; `null` where nothing is
/// @param alarms   what an operator should look at
public record Observation(Moment at, @Nullable Gathered known, @Nullable Decision decision, @Nullable Problem problem,
        List<Alarm> alarms) {

    public Observation {
        alarms = List.copyOf(alarms);
    }

    /// Vault gave no answer.
    public static Observation withoutVault(Moment at, String why) {
        return new Observation(at, null, null, new Problem("vault-away", why), List.of());
    }
}
