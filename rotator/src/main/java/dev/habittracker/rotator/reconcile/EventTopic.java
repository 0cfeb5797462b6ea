package dev.habittracker.rotator.reconcile;

import dev.habittracker.events.KeyEvent;
import dev.habittracker.rotator.known.EventTail;

/// The topic of key events.
public interface EventTopic {

    /// The keyring's events among the topic's last records.
    ///
    /// @throws UnavailableException where Kafka gives no answer
    EventTail tail(String keyring);

    /// Sends one event and returns when every in-sync replica has it.
    ///
    /// @throws UnavailableException where it was not acknowledged; it may stand in the topic all the same
    void send(KeyEvent event);
}
