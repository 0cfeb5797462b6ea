package dev.habittracker.rotator.reconcile;

import java.util.ArrayList;
import java.util.List;

import dev.habittracker.events.KeyEvent;
import dev.habittracker.rotator.known.EventTail;

/// A topic in memory: whatever is sent stands in it, repeats too, in the order in which it came.
final class MemoryTopic implements EventTopic {

    private final List<KeyEvent> events = new ArrayList<>();
    private boolean refuses;

    /// Whether events are refused from now on, as a broker does for whom the client has no right to write.
    synchronized void refuseEvents(boolean refuse) {
        refuses = refuse;
    }

    @Override
    public synchronized EventTail tail(String keyring) {
        return new EventTail(events.stream().filter(event -> event.header().keyring().equals(keyring)).toList());
    }

    @Override
    public synchronized void send(KeyEvent event) {
        if (refuses) {
            throw new UnavailableException("an event was not acknowledged", null);
        }
        events.add(event);
    }
}
