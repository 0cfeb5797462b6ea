package dev.habittracker.keyring.ring;

import java.time.Duration;
import java.time.Instant;

/// Vault's now, as far as an answer's `Date` header tells it: whole seconds, and as old as the round trip.
///
/// @param earliest not after Vault's now; what is due or old enough is reckoned from here
/// @param latest   not before Vault's now; expiries are reckoned from here
public record VaultTime(Instant earliest, Instant latest) {

    public VaultTime {
        if (latest.isBefore(earliest)) {
            throw new IllegalArgumentException("an interval ends before it starts: " + earliest + " to " + latest);
        }
    }

    /// The interval that a `Date` header and the round trip of its request leave open.
    public static VaultTime of(Instant date, Duration roundTrip) {
        return new VaultTime(date, date.plusSeconds(1).plus(roundTrip));
    }

    /// A clock without error.
    public static VaultTime exactly(Instant now) {
        return new VaultTime(now, now);
    }

    /// The same interval, that much later.
    public VaultTime plus(Duration elapsed) {
        return new VaultTime(earliest.plus(elapsed), latest.plus(elapsed));
    }
}
