package dev.habittracker.rotator.reconcile;

import java.util.function.Supplier;

/// How a part of the world that may be silent is asked, so that nobody waits for it longer than the asker can.
@FunctionalInterface
public interface Questions {

    /// Asks.
    ///
    /// @return gives the answer, once there is one; throws [UnavailableException] where there is none in time
    <T> Supplier<T> ask(Supplier<T> question);
}
