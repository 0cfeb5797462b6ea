package dev.habittracker.rotator.reconcile;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.habittracker.events.Position;
import dev.habittracker.rotator.decide.Outcome;
import dev.habittracker.rotator.known.OpenRequest;

/// Requests on their way.
public interface Requests {

    /// Accepted and unfinished, oldest first.
    ///
    /// @throws UnavailableException where the database gives no answer
    List<OpenRequest> open(String keyring);

    /// Those of them that this process knows of without the database.
    List<OpenRequest> inHand(String keyring);

    /// A request has come to its end.
    ///
    /// @throws UnavailableException where the database gives no answer
    void finish(OpenRequest request, Outcome outcome, @Nullable Position position, String reason);

    /// Requests wait, and why.
    ///
    /// @throws UnavailableException where the database gives no answer
    void waiting(List<OpenRequest> requests, String reason);
}
