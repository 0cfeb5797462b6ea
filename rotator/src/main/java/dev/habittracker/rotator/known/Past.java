package dev.habittracker.rotator.known;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.habittracker.events.Position;
import dev.habittracker.keyring.ring.Kid;

/// What the history in the database, or this process's memory, knows of a keyring.
public sealed interface Past {

    /// The database gives no answer; what this process remembers of its last one stands in for it, so that a restored ring
    /// or an event that was declared false is known for what it is.
    ///
    /// @param published the highest position that this process knows to be acknowledged by Kafka
    /// @param newest    the newest write that was recorded; `null` where this process never had an answer
    /// @param forgotten writes that an operator had declared false
    record Away(Position published, @Nullable KnownWrite newest, List<KnownWrite> forgotten) implements Past {

        public Away {
            forgotten = List.copyOf(forgotten);
        }

        /// Nothing is remembered.
        public Away(Position published) {
            this(published, null, List.of());
        }
    }

    /// What the database has.
    ///
    /// @param newest    the newest write recorded; `null` where the keyring was never seen
    /// @param kids      the kids of that ring
    /// @param published the highest position known to be acknowledged by Kafka
    /// @param forgotten writes that an operator declared false
    record Recorded(@Nullable KnownWrite newest, Set<Kid> kids, Position published,
            List<KnownWrite> forgotten) implements Past {

        public Recorded {
            kids = Set.copyOf(kids);
            forgotten = List.copyOf(forgotten);
        }
    }

    /// The highest position known to be acknowledged by Kafka.
    Position published();

    /// The newest write recorded.
    default Optional<KnownWrite> newestWrite() {
        return switch (this) {
            case Away away -> Optional.ofNullable(away.newest());
            case Recorded recorded -> Optional.ofNullable(recorded.newest());
        };
    }

    /// Writes that an operator declared false.
    default List<KnownWrite> declaredFalse() {
        return switch (this) {
            case Away away -> away.forgotten();
            case Recorded recorded -> recorded.forgotten();
        };
    }
}
