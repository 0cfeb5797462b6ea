package dev.habittracker.keyring.jwt;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import dev.habittracker.keyring.follow.Moment;
import dev.habittracker.keyring.follow.Snapshot;

/// When what was asked.
///
/// @param arrived  when the token came
/// @param firstMet when a token of its kid first came, or the token itself where it has none; the ring that has its key was
///                 written before
/// @param lastRead start of the last read that the store answered for this token's sake; `null` for none
public record Inquiry(Moment arrived, Moment firstMet, @Nullable Moment lastRead) {

    /// Nothing was read for the sake of a token that just came.
    public static Inquiry of(Moment arrived) {
        return new Inquiry(arrived, arrived, null);
    }

    /// The store answered a read for its sake that started then.
    public Inquiry answered(Moment started) {
        return new Inquiry(arrived, firstMet, started);
    }

    /// Whether the ring in use was read after the token came, and is as new as anything heard of. A standby that lags may
    /// have answered.
    boolean readSinceArrival(Snapshot snapshot) {
        Moment read = snapshot.leaseStart();
        return read != null && read.reached(arrived);
    }

    /// Whether a read started so late that no standby can have been behind the instant when the kid, or the
    /// token without kid, was first met.
    boolean conclusive(Snapshot snapshot, Duration lag) {
        return after(snapshot.leaseStart(), lag) || after(lastRead, lag);
    }

    private boolean after(@Nullable Moment read, Duration lag) {
        return read != null && read.waitedSince(firstMet).compareTo(lag) > 0;
    }
}
