package dev.habittracker.rotator.decide;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.habittracker.events.EventType;
import dev.habittracker.events.KeyEvent;
import dev.habittracker.events.Position;
import dev.habittracker.keyring.ring.JournalEntry;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.rotator.known.Bus;
import dev.habittracker.rotator.known.Gathered;

/// Questions to a ring's journal. They go by the entries' data, so that an entry of an event that only a later version of
/// the rotator knows is counted as well.
public final class Journals {

    private Journals() {}

    /// Where an entry's write stands in the order.
    public static Position position(JournalEntry entry) {
        return new Position(entry.data().path("epoch").asLong(0), entry.version());
    }

    /// The request that an entry's write served; `null` where none asked for it.
    public static @Nullable String requestId(JournalEntry entry) {
        return entry.data().path("request_id").asString(null);
    }

    /// The entries above a position, oldest first.
    static List<JournalEntry> above(Ring ring, Position position) {
        return ring.journal().stream().filter(entry -> position(entry).isAfter(position)).toList();
    }

    /// The entries whose events the topic is not known to have, oldest first: by the topic itself, or, where Kafka gives no
    /// answer, by the highest position that history knows it to have.
    public static List<JournalEntry> unpublished(Gathered known, Ring ring) {
        return switch (known.bus()) {
            case Bus.Heard heard -> ring.journal().stream()
                    .filter(entry -> heard.tail().lacks(position(entry), entry.writeId())).toList();
            case Bus.Away _ -> above(ring, known.past().published());
        };
    }

    /// When the last revocation was decided, as far as the journal reaches; an acceptance that revokes is one too.
    static Optional<Instant> lastRevocation(Ring ring) {
        return ring.journal().reversed().stream().filter(Journals::revokes).map(JournalEntry::decided).findFirst();
    }

    private static boolean revokes(JournalEntry entry) {
        return EventType.ofWireName(entry.event()).filter(type -> switch (type) {
            case KEY_REVOKED, RING_REVOKED -> true;
            case EPOCH_RAISED -> !entry.data().path("revoked").isEmpty();
            case RING_CREATED, KEY_ADOPTED, KEY_ROTATED, NEXT_REPLACED, KEY_ROLLED_BACK, ROTATION_RESUMED, KEY_RETIRED,
                    POLICY_CHANGED, FOREIGN_WRITE ->
                false;
        }).isPresent();
    }

    /// The newest version that took a key out of the ring; a version of unknown kind counts, and so does everything that
    /// the journal no longer reaches. 0 where none did.
    static long newestRemoval(Ring ring) {
        long first = ring.journal().getFirst().version();
        return ring.journal().reversed().stream().filter(Journals::removes).map(JournalEntry::version).findFirst()
                .orElse(first > 1 ? first : 0);
    }

    private static boolean removes(JournalEntry entry) {
        Optional<EventType> type = EventType.ofWireName(entry.event());
        return type.isEmpty() || switch (type.get()) {
            // an adoption may have refused a revoked secret, which then stands in the version below
            case KEY_REVOKED, RING_REVOKED, KEY_RETIRED, NEXT_REPLACED, EPOCH_RAISED, KEY_ADOPTED -> true;
            case RING_CREATED, KEY_ROTATED, KEY_ROLLED_BACK, ROTATION_RESUMED, POLICY_CHANGED,
                    FOREIGN_WRITE ->
                false;
        };
    }

    /// The events of entries, in their order, up to the first that this version of the rotator does not know: a later one
    /// must not be sent before it.
    static List<KeyEvent> eventsOf(List<JournalEntry> entries) {
        return entries.stream().map(JournalEntry::toEvent).takeWhile(Optional::isPresent).map(Optional::orElseThrow)
                .toList();
    }
}
