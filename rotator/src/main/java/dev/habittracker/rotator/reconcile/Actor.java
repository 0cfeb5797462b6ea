package dev.habittracker.rotator.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.habittracker.events.KeyEvent;
import dev.habittracker.events.Position;
import dev.habittracker.keyring.follow.ProcessClock;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.Seconds;
import dev.habittracker.keyring.ring.write.Refusal;
import dev.habittracker.keyring.store.RingStore;
import dev.habittracker.rotator.decide.Decision;
import dev.habittracker.rotator.decide.Outcome;
import dev.habittracker.rotator.known.EventTail;
import dev.habittracker.rotator.known.Gathered;
import dev.habittracker.rotator.known.KnownWrite;
import dev.habittracker.rotator.known.OpenRequest;
import dev.habittracker.rotator.known.Past;

/// Does the one thing that was decided. Between any two of its lines the process may die: the next reconciliation, on any
/// node, finds what is missing and decides the same again.
final class Actor {

    private static final Logger LOG = LoggerFactory.getLogger(Actor.class);

    private final RingStore store;
    private final RingWriter writer;
    private final EventTopic topic;
    private final History history;
    private final Requests requests;
    private final Aims aims;
    private final Announcer announcer;
    private final ProcessClock clock;
    private final Tally tally;

    Actor(RingStore store, ReadyMint mint, EventTopic topic, History history, Requests requests, Aims aims,
            Announcer announcer, ProcessClock clock, Supplier<String> writeIds, String rotator,
            Tally tally) {
        this.store = store;
        this.writer = new RingWriter(store, mint, writeIds, clock, rotator);
        this.topic = topic;
        this.history = history;
        this.requests = requests;
        this.aims = aims;
        this.announcer = announcer;
        this.clock = clock;
        this.tally = tally;
    }

    /// @throws dev.habittracker.keyring.store.StoreException where Vault gave no answer
    /// @throws UnavailableException                          where somebody else gave none
    Acted act(Gathered known, Decision decision) {
        return switch (decision) {
            // looks at its age once more, as the last thing before it is sent
            case Decision.Write write -> write(known, write);
            case Decision.Wait wait -> waits(wait);
            case Decision.Publish _,Decision.DestroyBelow _,Decision.Undelete _,Decision.Aim _,Decision.Forget _,Decision.Finish _ ->
                expired(known).orElseGet(() -> unguarded(known, decision));
        };
    }

    /// What no check-and-set guards: after a pause Vault may have been restored, and an operator may have decided otherwise.
    private Acted unguarded(Gathered known, Decision decision) {
        return switch (decision) {
            case Decision.Publish publish -> publish(known, publish.events());
            case Decision.DestroyBelow destroy -> {
                store.destroyBelow(destroy.version());
                yield Acted.done("versions below " + destroy.version() + " were destroyed");
            }
            case Decision.Undelete undelete -> {
                store.undelete(undelete.version());
                yield Acted.done("version " + undelete.version() + " was brought back");
            }
            case Decision.Aim aim -> {
                aims.change(known.keyring(), new Aims.Aim(aim.target(), aim.allowKindChange()));
                yield Acted.done("the policy to reach was recorded");
            }
            case Decision.Forget forget -> {
                history.declareFalse(known.keyring(), forget.writes(), clock.now().wall());
                announcer.declareFalse(forget.writes().stream().map(KnownWrite::ref).toList());
                announcer.forget(forget.top());
                finish(forget.request(), Outcome.DONE, forget.top(), forget.reason());
                yield Acted.done("everything above " + forget.top() + " was forgotten");
            }
            case Decision.Finish finish -> {
                finish(finish.request(), finish.outcome(), finish.position(), finish.reason());
                yield Acted.done("request " + finish.request().id() + ": " + finish.outcome());
            }
            case Decision.Write _,Decision.Wait _ -> throw new IllegalArgumentException("not for here: " + decision);
        };
    }

    private Acted waits(Decision.Wait wait) {
        if (!wait.requests().isEmpty()) {
            requests.waiting(wait.requests(), wait.reason());
        }
        return Acted.waits(wait.reason());
    }

    private Optional<Acted> expired(Gathered known) {
        Duration age = clock.now().waitedSince(known.started());
        Duration budget = known.ring().map(Ring::policy).orElse(known.rules().initialPolicy()).timing().writeBudget();
        return age.compareTo(budget) > 0
                ? Optional.of(Acted.failed(true,
                        "not sent: the decision is " + Seconds.text(age) + " old, older than W "
                                + Seconds.text(budget)))
                : Optional.empty();
    }

    private void finish(OpenRequest request, Outcome outcome, @Nullable Position position, String reason) {
        requests.finish(request, outcome, position, reason);
        tally.finished(request, outcome);
    }

    private Acted write(Gathered known, Decision.Write decision) {
        RingWriter.Result result = writer.write(known, decision);
        tally.tried(decision, switch (result) {
            case RingWriter.Result.Stored _ -> Tally.Result.WRITTEN;
            case RingWriter.Result.Lost _ -> Tally.Result.LOST;
            case RingWriter.Result.Expired _ -> Tally.Result.EXPIRED;
            case RingWriter.Result.Refused _ -> Tally.Result.REFUSED;
        });
        return switch (result) {
            case RingWriter.Result.Stored stored -> {
                Ring ring = stored.written().ring();
                LOG.atInfo().addKeyValue("keyring", known.keyring()).addKeyValue("position", ring.position())
                        .addKeyValue("event", stored.written().event().type().wireName())
                        .addKeyValue("kid", ring.active())
                        .log("keyring {}: wrote ring {}: {}, signing with {}: {}", known.keyring(), ring.position(),
                                stored.written().event().type().wireName(), ring.active(), decision.reason());
                announcer.readSoon();
                recordWritten(known, ring, stored.stored().created());
                yield Acted.wrote(ring.position());
            }
            case RingWriter.Result.Lost _ -> Acted.failed(true, "somebody else wrote first");
            case RingWriter.Result.Expired expired -> Acted.failed(true, "not sent: " + expired.why());
            case RingWriter.Result.Refused refused -> refused(decision.requests(), refused);
        };
    }

    /// The event comes next whether or not the database takes the row: it is filled again from the journal.
    private void recordWritten(Gathered known, Ring ring, Instant created) {
        if (known.past() instanceof Past.Away) {
            return;
        }
        try {
            history.record(known.keyring(), ring, created);
        } catch (UnavailableException e) {
            LOG.warn("keyring {}: ring {} is recorded later: {}", known.keyring(), ring.position(), e.getMessage());
        }
    }

    private Acted refused(List<OpenRequest> asking, RingWriter.Result.Refused refused) {
        if (refused.refusal() == Refusal.NEXT_TOO_YOUNG) {
            requests.waiting(asking, refused.message());
            return Acted.failed(false, refused.message());
        }
        asking.forEach(request -> finish(request, Outcome.REFUSED, null, refused.message()));
        return Acted.failed(!asking.isEmpty(), "refused: " + refused.message());
    }

    private Acted publish(Gathered known, List<KeyEvent> events) {
        for (KeyEvent event : events) {
            Position position = EventTail.positionOf(event);
            topic.send(event);
            LOG.info("keyring {}: published {} {}", known.keyring(), event.type().wireName(), position);
            recordPublished(known, position);
        }
        return Acted.done(events.size() + " events were acknowledged");
    }

    private void recordPublished(Gathered known, Position position) {
        if (known.past() instanceof Past.Away) {
            return;
        }
        try {
            history.published(known.keyring(), position, clock.now().wall());
        } catch (UnavailableException e) {
            LOG.warn("keyring {}: that {} was published is recorded later: {}", known.keyring(), position,
                    e.getMessage());
        }
    }
}
