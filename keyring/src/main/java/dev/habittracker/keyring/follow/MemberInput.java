package dev.habittracker.keyring.follow;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.habittracker.events.KeyEvent;
import dev.habittracker.events.MemberStatus;
import dev.habittracker.events.Position;
import dev.habittracker.events.WriteRef;
import dev.habittracker.keyring.ring.Kid;
import dev.habittracker.keyring.store.StoreException;
import dev.habittracker.keyring.store.StoreMetadata;
import dev.habittracker.keyring.store.StoreReading;

/// What can happen to a member.
public sealed interface MemberInput {

    /// Time has passed.
    record Tick() implements MemberInput {}

    /// Kafka has acknowledged the first status: others know of this process.
    record Announced() implements MemberInput {}

    /// The keyring's last event and all statuses that stood in the topics at the start have come in.
    record CaughtUp() implements MemberInput {}

    /// A status was not acknowledged.
    ///
    /// @param problem what the client says
    record BusLost(String problem) implements MemberInput {}

    /// A status was acknowledged again.
    record BusBack() implements MemberInput {}

    /// Events and statuses cannot be heard, until the next `CaughtUp`: the brokers are away or refuse, or the topics are not
    /// as the protocol needs them.
    ///
    /// @param problem what is wrong and what to change
    record BusUnheard(String problem) implements MemberInput {}

    /// An event came, for this keyring.
    record EventHeard(KeyEvent event) implements MemberInput {}

    /// A status came, for this keyring, this process's own included.
    record StatusHeard(MemberStatus status) implements MemberInput {}

    /// The store told its newest version.
    ///
    /// @param started when the call was started
    record MetadataRead(Moment started, StoreMetadata metadata) implements MemberInput {}

    /// The store gave its newest version.
    ///
    /// @param started when the call was started
    record RingRead(Moment started, StoreReading reading) implements MemberInput {

        /// Whether a verifier may take the answer for a "no": a secret that is deleted, missing or malformed does not say
        /// that a key is none, and a ring that was read and not put to use may have the very key.
        ///
        /// @param inUse what is in use after the answer was taken in; `null` for nothing
        public boolean tellsOfKeys(@Nullable Snapshot inUse) {
            return switch (reading) {
                case StoreReading.Whole whole -> inUse != null && !whole.ring().position().isAfter(inUse.position());
                case StoreReading.Bare bare -> inUse != null;
                case StoreReading.Missing missing -> false;
                case StoreReading.Deleted deleted -> false;
                case StoreReading.Malformed malformed -> false;
            };
        }
    }

    /// The store gave no answer.
    ///
    /// @param started when the call was started
    record ReadFailed(Moment started, StoreException failure) implements MemberInput {}

    /// A verifier needs a read that starts now or later.
    record RefreshWanted() implements MemberInput {}

    /// A verifier could not find out about a kid that is newer than the ring in use.
    record Uncheckable(Kid kid) implements MemberInput {}

    /// This rotator knows of writes that an operator declared false.
    record DeclaredFalse(List<WriteRef> writes) implements MemberInput {

        public DeclaredFalse {
            writes = List.copyOf(writes);
        }
    }

    /// The operator declares that no ring above a position exists.
    record Forgotten(Position top) implements MemberInput {}
}
