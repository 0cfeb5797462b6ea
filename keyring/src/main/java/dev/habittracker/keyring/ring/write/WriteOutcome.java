package dev.habittracker.keyring.ring.write;

import dev.habittracker.events.KeyEvent;
import dev.habittracker.keyring.ring.Ring;

/// What came of applying a write.
public sealed interface WriteOutcome {

    /// The ring to store, and the event that tells of it.
    ///
    /// @param ring  the whole new ring, its journal ending with the event
    /// @param event what to publish once the ring is stored
    record Written(Ring ring, KeyEvent event) implements WriteOutcome {}

    /// Nothing is to be written.
    ///
    /// @param refusal which rule stands against it
    /// @param message what stands against it and with which numbers, for the one who asked
    record Refused(Refusal refusal, String message) implements WriteOutcome {}
}
