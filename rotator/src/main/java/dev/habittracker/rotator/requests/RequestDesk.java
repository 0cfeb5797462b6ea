package dev.habittracker.rotator.requests;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.habittracker.events.Position;
import dev.habittracker.rotator.decide.Outcome;
import dev.habittracker.rotator.known.OpenRequest;
import dev.habittracker.rotator.reconcile.Requests;
import dev.habittracker.rotator.reconcile.UnavailableException;
import dev.habittracker.rotator.reconcile.UnstorableException;

/// Takes requests in. They are kept in the database; one that takes keys away does not wait for it: while the database is
/// away this process keeps it in its memory, carries it out, and files it when the database is back. What was carried out
/// stands in the ring's journal with the request's id, so it outlives the process; what was not dies with it, and whoever
/// takes requests in must not call it accepted ([#hasInHand]).
public final class RequestDesk implements Requests {

    private static final Logger LOG = LoggerFactory.getLogger(RequestDesk.class);

    private final RequestStore store;
    private final Supplier<Instant> now;
    private final Map<String, Request> inHand = new ConcurrentHashMap<>();
    private final Set<String> unstorable = ConcurrentHashMap.newKeySet();

    /// @param store where requests are kept
    /// @param now   the wall clock, for the time of an end that the database does not know of yet
    public RequestDesk(RequestStore store, Supplier<Instant> now) {
        this.store = store;
        this.now = now;
    }

    /// Files a request, unless one with its id is there; gives back the one that is there then.
    ///
    /// @throws UnavailableException where the database gives no answer
    public Request file(Request request) {
        return store.accept(request);
    }

    /// Takes a request in hand that does not wait for the database.
    public Request hold(Request request, String why) {
        LOG.warn("keyring {}: request {} is carried out now and filed later: {}", request.keyring(), request.id(), why);
        Request earlier = inHand.putIfAbsent(request.id(), request);
        return earlier == null ? request : earlier;
    }

    /// Whether nobody but this process knows of the request.
    public boolean hasInHand(String id) {
        return inHand.containsKey(id);
    }

    /// The request with this id.
    ///
    /// @throws UnavailableException where this process does not have it in hand and the database gives no answer
    public Optional<Request> find(String keyring, String id) {
        Request held = inHand.get(id);
        return held == null ? store.find(keyring, id) : Optional.of(held);
    }

    @Override
    public List<OpenRequest> open(String keyring) {
        fileHeld();
        List<OpenRequest> open = new ArrayList<>(store.open(keyring));
        inHand(keyring).stream().filter(held -> open.stream().noneMatch(known -> known.id().equals(held.id())))
                .forEach(open::add);
        return open;
    }

    @Override
    public List<OpenRequest> inHand(String keyring) {
        return inHand.values().stream().filter(request -> request.keyring().equals(keyring) && request.isOpen())
                .map(Request::asked).sorted(Comparator.comparing(OpenRequest::accepted)).toList();
    }

    @Override
    public void finish(OpenRequest request, Outcome outcome, @Nullable Position position, String reason) {
        Request held = inHand.computeIfPresent(request.id(),
                (_, known) -> known.finished(outcome, position, reason, now.get()));
        if (held == null) {
            store.finish(request, outcome, position, reason);
        }
    }

    @Override
    public void waiting(List<OpenRequest> requests, String reason) {
        for (OpenRequest request : requests) {
            if (inHand.computeIfPresent(request.id(), (_, known) -> known.waiting(reason)) == null) {
                store.waiting(request, reason);
            }
        }
    }

    /// What changes while it is filed is filed again; what the database does not take does not keep the others from it.
    private void fileHeld() {
        inHand.forEach((id, request) -> {
            try {
                store.keep(request);
            } catch (UnstorableException e) {
                if (unstorable.add(id)) {
                    LOG.error("keyring {}: request {} stays in memory: {}", request.keyring(), id, e.getMessage());
                }
                return;
            }
            if (inHand.remove(id, request)) {
                LOG.info("keyring {}: request {} is filed: {}", request.keyring(), id, request.state().label());
            }
        });
    }
}
