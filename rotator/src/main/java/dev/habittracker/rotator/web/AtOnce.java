package dev.habittracker.rotator.web;

import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.habittracker.rotator.reconcile.UnavailableException;
import dev.habittracker.rotator.reconcile.Unforeseen;
import dev.habittracker.rotator.requests.Request;
import dev.habittracker.rotator.requests.RequestDesk;

/// Has a request looked at at once, and waits for one that takes keys away until it has been carried out.
final class AtOnce {

    private static final Logger LOG = LoggerFactory.getLogger(AtOnce.class);

    private final Runnable reconcile;
    private final RequestDesk desk;
    private final Duration patience;

    /// @param reconcile brings the keyring to where there is nothing to do
    /// @param desk      where the request was taken in
    /// @param patience  how long a client waits for the answer
    AtOnce(Runnable reconcile, RequestDesk desk, Duration patience) {
        this.reconcile = reconcile;
        this.desk = desk;
        this.patience = patience;
    }

    /// The request as it stands then.
    ///
    /// @throws Refused 503 where nobody but this process knows of it yet: accepted it would be lost with the process
    Request work(Request request) {
        Thread work = Thread.ofVirtual().name("reconcile-on-request").start(this::reconcile);
        if (!request.asked().command().takesKeysAway()) {
            return latest(request);
        }
        try {
            work.join(patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Request latest = latest(request);
        if (latest.isOpen() && desk.hasInHand(latest.id())) {
            throw Refused.later("not-carried-out-yet", "the database is away and the request is not carried out yet ("
                    + latest.stateReason() + "): this process goes on trying, but forgets it if it stops. Repeat the"
                    + " call with the same Idempotency-Key until it is answered with 202");
        }
        return latest;
    }

    private void reconcile() {
        try {
            reconcile.run();
        } catch (RuntimeException e) {
            LOG.error("the reconciliation for a request failed; the next tick repeats it: {}", Unforeseen.tell(e));
        }
    }

    private Request latest(Request request) {
        try {
            return desk.find(request.keyring(), request.id()).orElse(request);
        } catch (UnavailableException e) {
            return request;
        }
    }
}
