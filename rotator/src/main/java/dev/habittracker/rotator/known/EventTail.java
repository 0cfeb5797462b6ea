package dev.habittracker.rotator.known;

import java.util.Comparator;
import java.util.List;

import dev.habittracker.events.KeyEvent;
import dev.habittracker.events.Position;

/// The keyring's events among the last records of the topic.
///
/// @param events in the order of the topic; repeats are possible
public record EventTail(List<KeyEvent> events) {

    /// No event of this keyring stands in the topic.
    public static final EventTail EMPTY = new EventTail(List.of());

    public EventTail {
        events = List.copyOf(events);
    }

    /// The highest position among them: everything up to it was sent. [Position#NONE] where there is none.
    public Position last() {
        return events.stream().map(EventTail::positionOf).max(Comparator.naturalOrder()).orElse(Position.NONE);
    }

    /// Whether a write's event is still to be sent: it stands above all that were, or another write's event has its place and
    /// its own is not among them. A restored backup makes KV count again, so that two writes get one place.
    public boolean lacks(Position position, String writeId) {
        if (position.isAfter(last())) {
            return true;
        }
        List<KeyEvent> inItsPlace = events.stream().filter(event -> positionOf(event).equals(position)).toList();
        return !inItsPlace.isEmpty()
                && inItsPlace.stream().noneMatch(event -> event.header().writeId().equals(writeId));
    }

    /// The same without events that an operator declared false.
    public EventTail without(List<KnownWrite> forgotten) {
        return new EventTail(events.stream().filter(event -> forgotten.stream()
                .noneMatch(write -> write.writeId().equals(event.header().writeId())
                        && write.position().equals(positionOf(event))))
                .toList());
    }

    /// Where an event's write stands in the order.
    public static Position positionOf(KeyEvent event) {
        return new Position(event.header().epoch(), event.header().version());
    }
}
