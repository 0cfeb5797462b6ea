package dev.habittracker.rotator.known;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.habittracker.events.Position;
import dev.habittracker.keyring.ring.Kid;

/// What the history in the database, or this process's memory, knows of a keyring.
public sealed interface Past {

    /// The database gives no answer.
    ///
    /// @param published the highest position that this process knows to be acknowledged by Kafka
    record Away(Position published) implements Past {}

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
            case Away _ -> Optional.empty();
            case Recorded recorded -> Optional.ofNullable(recorded.newest());
        };
    }

    /// Writes that an operator declared false.
    default List<KnownWrite> declaredFalse() {
        return switch (this) {
            case Away _ -> List.of();
            case Recorded recorded -> recorded.forgotten();
        };
    }
}
