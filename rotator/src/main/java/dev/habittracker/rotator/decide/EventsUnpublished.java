package dev.habittracker.rotator.decide;

import java.util.List;
import java.util.Optional;

import dev.habittracker.events.KeyEvent;
import dev.habittracker.events.Position;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.rotator.known.Bus;
import dev.habittracker.rotator.known.EventTail;
import dev.habittracker.rotator.known.Gathered;

/// Every journal entry above the keyring's last event is sent, in order, and so is one whose place in the topic another
/// write's event has. Nobody sends a version without those below it, so the tail of the topic alone tells what is missing; an
/// empty topic gets the whole journal.
final class EventsUnpublished implements Check {

    @Override
    public Optional<Decision> of(Gathered known, Ring ring) {
        if (!(known.bus() instanceof Bus.Heard heard)) {
            return Optional.empty();
        }
        Position last = heard.tail().last();
        List<KeyEvent> missing = Journals.eventsOf(Journals.unpublished(known, ring));
        return missing.isEmpty() ? Optional.empty() : Optional.of(new Decision.Publish(missing, why(missing, last)));
    }

    private static String why(List<KeyEvent> missing, Position last) {
        Position first = EventTail.positionOf(missing.getFirst());
        return first.isAfter(last)
                ? missing.size() + " events are above the topic's last, "
                        + (last.equals(Position.NONE) ? "which is empty" : last)
                : missing.size() + " events are not in the topic: at " + first + " it has that of another write, from"
                        + " before a backup was restored, or a false one";
    }

    @Override
    public Optional<Upkeep> upkeep() {
        return Optional.of(Upkeep.PUBLISH);
    }
}
