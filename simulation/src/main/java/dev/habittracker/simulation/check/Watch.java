package dev.habittracker.simulation.check;

import org.jspecify.annotations.Nullable;

import dev.habittracker.events.KeyEvent;
import dev.habittracker.events.MemberStatus;
import dev.habittracker.keyring.follow.Snapshot;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.store.StoreMetadata;
import dev.habittracker.keyring.store.StoreReading;
import dev.habittracker.rotator.reconcile.Observation;
import dev.habittracker.simulation.world.SecretState;

/// What a rule can look at. Every method is told of one thing that happened, at the true time at which it did.
public interface Watch {

    /// Ends the reason of a verdict that took a read of the store.
    String ASKED = "after a read";

    /// How a token was judged.
    enum Verdict {

        /** 200. */
        ACCEPTED,

        /** 401. */
        REFUSED,

        /** 503. */
        UNAVAILABLE
    }

    /// A process has another snapshot than before.
    default void applied(Subject who, @Nullable Snapshot before, Snapshot after) {}

    /// A process heard an event.
    default void heard(Subject who, KeyEvent event) {}

    /// A read of the store was answered.
    ///
    /// @param started true nanoseconds
    default void read(Subject who, long started, StoreReading reading) {}

    /// A look at the store's newest version was answered.
    ///
    /// @param started true nanoseconds
    default void looked(Subject who, long started, StoreMetadata metadata) {}

    /// A process heard a status.
    default void told(Subject who, MemberStatus status) {}

    /// A process signed a token.
    default void signed(Subject who, Token token) {}

    /// A process judged a token that had not expired by its clock.
    default void judged(Subject who, Token token, Verdict verdict, String why) {}

    /// A rotator sends a ring to Vault.
    ///
    /// @param gathered true nanoseconds when it began to gather for the decision
    /// @param checked  true nanoseconds when it looked at the clock for the last time
    default void sent(Subject who, Ring ring, long expected, long gathered, long checked) {}

    /// A process was killed.
    ///
    /// @param midway whether code of it was waiting for something, such as the answer to a write
    default void killed(Subject who, boolean midway) {}

    /// A check-and-set write came second.
    default void conflicted(Subject who) {}

    /// Vault made a version.
    default void written(SecretState before, SecretState.Version made, String by) {}

    /// A rotator appended an event to the topic.
    default void appended(Subject who, KeyEvent event) {}

    /// Somebody who is no rotator appended an event.
    default void forged(KeyEvent event) {}

    /// Vault was restored from a backup.
    default void restored(SecretState before, SecretState after) {}

    /// The topics were made anew.
    default void recreated() {}

    /// A rotator has looked and acted.
    default void observed(Subject who, Observation seen) {}

    /// Everything is well again for long enough, and the history ends.
    default void ended() {}
}
