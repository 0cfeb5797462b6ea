package dev.habittracker.rotator.reconcile;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.habittracker.events.Position;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.store.StoreReading;
import dev.habittracker.rotator.decide.Decision;
import dev.habittracker.rotator.known.Bus;
import dev.habittracker.rotator.known.Gathered;
import dev.habittracker.rotator.known.Past;

/// Writes into the history what every round brings: versions that it lacks, what members applied, and each step on the way
/// to a version. A wait is a step when its reason is another than before. A database that is away costs steps, no more.
final class Diary {

    private static final Logger LOG = LoggerFactory.getLogger(Diary.class);
    private static final int MOST_WAITING_STEPS = 64;

    private record Step(@Nullable Position target, Instant at, String kind, String reason) {}

    private final String keyring;
    private final History history;
    private final List<Step> unwritten = new ArrayList<>();
    private @Nullable Position recorded;
    private @Nullable Position published;
    private String lastWait = "";
    private boolean away;

    Diary(String keyring, History history) {
        this.keyring = keyring;
        this.history = history;
    }

    /// What was seen.
    void seen(Gathered known) {
        if (known.past() instanceof Past.Away) {
            away("the database was away when it was asked");
            return;
        }
        attempt(() -> {
            if (known.reading() instanceof StoreReading.Whole whole
                    && !whole.ring().position().equals(recorded)) {
                history.record(keyring, whole.ring(), whole.created());
                recorded = whole.ring().position();
            }
            if (known.bus() instanceof Bus.Heard heard) {
                Position last = heard.tail().last();
                if (!last.equals(published)) {
                    history.published(keyring, last, known.started().wall());
                    published = last;
                }
                history.applied(keyring, heard.members().live());
            }
            while (!unwritten.isEmpty()) {
                write(unwritten.getFirst());
                unwritten.removeFirst();
            }
        });
    }

    private void write(Step step) {
        try {
            history.step(keyring, step.target(), step.at(), step.kind(), step.reason());
        } catch (UnstorableException e) {
            LOG.error("keyring {}: the history lacks the step \"{}\": {}", keyring, step.kind(), e.getMessage());
        }
    }

    /// What was decided and done.
    ///
    /// @param written where the ring stands that was written; `null` where none was
    void did(Gathered known, Decision decision, @Nullable Position written) {
        if (decision instanceof Decision.Wait wait) {
            if (!wait.pending() || waitKey(wait).equals(lastWait)) {
                lastWait = wait.pending() ? lastWait : "";
                return;
            }
            lastWait = waitKey(wait);
            LOG.info("keyring {}: waits: {}", keyring, wait.reason());
        }
        unwritten.add(new Step(written == null ? target(known, decision) : written, known.started().wall(),
                kind(decision), decision.reason()));
        if (unwritten.size() > MOST_WAITING_STEPS) {
            unwritten.removeFirst();
        }
    }

    /// The same wait with other numbers is the same wait.
    private static String waitKey(Decision.Wait wait) {
        return wait.reason().replaceAll("[0-9][0-9.]*", "#") + wait.members();
    }

    private void attempt(Runnable writing) {
        try {
            writing.run();
            away = false;
        } catch (UnavailableException e) {
            away(String.valueOf(e.getMessage()));
        }
    }

    private void away(String why) {
        if (!away) {
            LOG.warn("keyring {}: history is written later: {}", keyring, why);
        }
        away = true;
    }

    /// What is waited for belongs to the version to come, the rest to the one that stands.
    private static @Nullable Position target(Gathered known, Decision decision) {
        Ring ring = known.reading() instanceof StoreReading.Whole whole ? whole.ring() : null;
        return switch (decision) {
            case Decision.Wait _ -> ring == null ? null : new Position(ring.epoch(), ring.version() + 1);
            case Decision.Write _,Decision.Publish _,Decision.DestroyBelow _,Decision.Undelete _,Decision.Aim _,Decision.Forget _,Decision.Finish _ ->
                ring == null ? null : ring.position();
        };
    }

    private static String kind(Decision decision) {
        return switch (decision) {
            case Decision.Write write -> "write " + write.write().getClass().getSimpleName();
            case Decision.Publish _ -> "publish";
            case Decision.DestroyBelow _ -> "destroy";
            case Decision.Undelete _ -> "undelete";
            case Decision.Aim _ -> "aim";
            case Decision.Forget _ -> "forget";
            case Decision.Finish finish -> "finish " + finish.outcome().name().toLowerCase(java.util.Locale.ROOT);
            case Decision.Wait _ -> "wait";
        };
    }
}
