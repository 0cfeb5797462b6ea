package dev.habittracker.rotator.reconcile;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.habittracker.events.Position;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.rotator.known.KnownWrite;
import dev.habittracker.rotator.known.LiveMembers;
import dev.habittracker.rotator.known.Past;

/// What is kept of a keyring's past. No decision but that of `create` rests on it, and all of it but the members' times is
/// filled again from the journal.
public interface History {

    /// What is known of the keyring.
    ///
    /// @throws UnavailableException where the database gives no answer
    Past.Recorded past(String keyring);

    /// By which versions requests were carried out, where the history has one.
    ///
    /// @param requests their ids
    /// @throws UnavailableException where the database gives no answer
    Map<String, Position> carriedOut(String keyring, Set<String> requests);

    /// Records every version that the ring's journal has and the history lacks.
    ///
    /// @param created when the store made the ring's version
    /// @throws UnavailableException where the database gives no answer
    void record(String keyring, Ring ring, Instant created);

    /// Kafka has acknowledged every version up to this one.
    ///
    /// @throws UnavailableException where the database gives no answer
    void published(String keyring, Position upTo, Instant at);

    /// Live members have put rings to use.
    ///
    /// @throws UnavailableException where the database gives no answer
    void applied(String keyring, List<LiveMembers.Entry> members);

    /// Something was done or waited for on the way to a version.
    ///
    /// @param target the version that the step belongs to; `null` where the keyring has none yet
    /// @throws UnavailableException where the database gives no answer
    void step(String keyring, @Nullable Position target, Instant at, String kind, String reason);

    /// An operator declared that these writes never were.
    ///
    /// @throws UnavailableException where the database gives no answer
    void declareFalse(String keyring, List<KnownWrite> writes, Instant at);
}
