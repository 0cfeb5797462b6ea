package dev.habittracker.rotator.requests;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.habittracker.events.Position;
import dev.habittracker.rotator.decide.Outcome;
import dev.habittracker.rotator.known.OpenRequest;

/// Requests as they are kept for all nodes. Every call throws
/// [UnavailableException][dev.habittracker.rotator.reconcile.UnavailableException] where the database gives no answer.
public interface RequestStore {

    /// Takes a request in, unless one with its id is there; gives back the one that is there then.
    ///
    /// @throws UnreadableRequestException where this version cannot read the one that is there
    Request accept(Request request);

    /// Takes a request in as it stands by now; one with its id that has not come to its end is brought to where this one
    /// is.
    void keep(Request request);

    /// The request with this id.
    ///
    /// @throws UnreadableRequestException where this version cannot read it
    Optional<Request> find(String keyring, String id);

    /// Accepted and unfinished, oldest first.
    List<OpenRequest> open(String keyring);

    /// A request has come to its end, unless it had before.
    void finish(OpenRequest request, Outcome outcome, @Nullable Position position, String reason);

    /// A request waits, and why.
    void waiting(OpenRequest request, String reason);
}
