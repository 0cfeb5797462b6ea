package dev.habittracker.rotator.decide;

import java.util.List;
import java.util.Optional;

import dev.habittracker.events.KeyEvent;
import dev.habittracker.events.Position;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.rotator.known.Bus;
import dev.habittracker.rotator.known.Gathered;

/// Every journal entry above the keyring's last event is sent, in order. Nobody sends a version without those below it, so
/// the tail of the topic alone tells what is missing; an empty topic gets the whole journal.
final class EventsUnpublished implements Check {

    @Override
    public Optional<Decision> of(Gathered known, Ring ring) {
        if (!(known.bus() instanceof Bus.Heard heard)) {
            return Optional.empty();
        }
        Position last = heard.tail().last();
        List<KeyEvent> missing = Journals.eventsOf(Journals.above(ring, last));
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(new Decision.Publish(missing, missing.size() + " events are above the topic's last, "
                        + (last.equals(Position.NONE) ? "which is empty" : last)));
    }

    @Override
    public Optional<Upkeep> upkeep() {
        return Optional.of(Upkeep.PUBLISH);
    }
}
