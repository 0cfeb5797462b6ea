package dev.habittracker.rotator.reconcile;

import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.habittracker.events.WriteRef;
import dev.habittracker.keyring.follow.Moment;
import dev.habittracker.keyring.follow.ProcessClock;
import dev.habittracker.keyring.store.RingStore;
import dev.habittracker.keyring.store.StoreException;
import dev.habittracker.rotator.decide.Alarms;
import dev.habittracker.rotator.decide.Decide;
import dev.habittracker.rotator.decide.Decision;
import dev.habittracker.rotator.known.Gathered;
import dev.habittracker.rotator.known.KnownWrite;

/// Keeps one keyring as it should be: gathers, has it decided, acts once, and again until there is nothing to do.
///
/// Running it twice, at the same time on five nodes, or after a crash at any line does no harm: the ring is written by
/// check-and-set, events are sent by what the topic lacks, and requests are finished by what the journal has.
public final class Reconciler {

    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);
    /// More actions in a row than any state of the world asks for; what is left comes with the next tick.
    private static final int MOST_ROUNDS = 32;

    private final String keyring;
    private final Gatherer gatherer;
    private final Actor actor;
    private final Announcer announcer;
    private final Diary diary;
    private final ProcessClock clock;
    private final Tally tally;
    private final ReentrantLock running = new ReentrantLock();
    private volatile @Nullable Observation last;

    /// @param writeIds random, one for each write
    /// @param rotator  who decided, where no operator did
    /// @param tally    is told what was done
    public Reconciler(String keyring, Gatherer gatherer, RingStore store, ReadyMint mint, EventTopic topic,
            History history, Requests requests, Aims aims, Announcer announcer, ProcessClock clock,
            Supplier<String> writeIds, String rotator, Tally tally) {
        this.keyring = keyring;
        this.gatherer = gatherer;
        this.actor = new Actor(store, mint, topic, history, requests, aims, announcer, clock, writeIds, rotator,
                tally);
        this.announcer = announcer;
        this.tally = tally;
        this.diary = new Diary(keyring, history);
        this.clock = clock;
    }

    /// The keyring's name.
    public String keyring() {
        return keyring;
    }

    /// Brings the keyring to where there is nothing to do, or to what has to be waited for. One thread at a time; others
    /// wait for their turn.
    public Observation reconcile() {
        running.lock();
        Moment started = clock.now();
        try {
            Setbacks setbacks = new Setbacks();
            Observation seen = look(setbacks);
            for (int round = 0; round < MOST_ROUNDS && goesOn(seen, setbacks); round++) {
                seen = look(setbacks);
            }
            return seen;
        } finally {
            tally.reconciled(clock.now().waitedSince(started));
            running.unlock();
        }
    }

    /// What is known and what would be done, without doing it.
    public Observation observe() {
        return look(new Setbacks());
    }

    /// What was seen last, by whichever of the two; `null` before the first.
    public @Nullable Observation last() {
        return last;
    }

    private Observation look(Setbacks setbacks) {
        Observation seen = seen(setbacks);
        Observation before = last;
        last = seen;
        report(before, seen);
        return seen;
    }

    /// Whatever is wrong with what the world tells, nobody who asks gets an exception for it, and the next tick asks anew.
    private Observation seen(Setbacks setbacks) {
        try {
            Gathered known = setbacks.without(gatherer.gather());
            tellWhatIsFalse(known);
            return judged(known, setbacks);
        } catch (StoreException e) {
            return Observation.withoutVault(clock.now(), String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            return new Observation(clock.now(), null, null, Problem.error(e), List.of());
        }
    }

    private Observation judged(Gathered known, Setbacks setbacks) {
        Decision decision = null;
        try {
            decision = Decide.decide(known, setbacks.upkeep());
            return new Observation(clock.now(), known, decision, setbacks.problem(), Alarms.of(known));
        } catch (RuntimeException e) {
            return new Observation(clock.now(), known, decision, Problem.error(e), List.of());
        }
    }

    /// Again with each look: neither a restart nor the next rotation takes back what an operator declared.
    private void tellWhatIsFalse(Gathered known) {
        List<WriteRef> declared = known.past().declaredFalse().stream().map(KnownWrite::ref).toList();
        if (!declared.isEmpty()) {
            announcer.declareFalse(declared);
        }
    }

    private boolean goesOn(Observation seen, Setbacks setbacks) {
        Gathered known = seen.known();
        Decision decision = seen.decision();
        if (known == null || decision == null) {
            return false;
        }
        Acted acted = act(known, decision, setbacks);
        note(() -> {
            if (acted.happened()) {
                diary.did(known, decision, acted.written());
            }
            // after the act, which must not grow old while the database is slow
            diary.seen(known);
        });
        return acted.goOn();
    }

    private Acted act(Gathered known, Decision decision, Setbacks setbacks) {
        try {
            return actor.act(known, decision);
        } catch (StoreException | UnavailableException e) {
            LOG.warn("keyring {}: not done: {}; the next tick decides anew: {}", keyring, decision.reason(),
                    e.getMessage());
            return Acted.failed(setbacks.unanswered(decision), String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.error("keyring {}: not done: {}; the next tick decides anew: {}", keyring, decision.reason(),
                    Unforeseen.tell(e));
            return Acted.failed(setbacks.broken(decision, e), Unforeseen.tell(e));
        }
    }

    private void note(Runnable noting) {
        try {
            noting.run();
        } catch (RuntimeException e) {
            LOG.error("keyring {}: history is not written: {}", keyring, Unforeseen.tell(e));
        }
    }

    private void report(@Nullable Observation before, Observation seen) {
        List<String> old = before == null ? List.of() : labels(before);
        seen.alarms().stream().filter(alarm -> !old.contains(alarm.kind().label()))
                .forEach(alarm -> LOG.warn("keyring {}: {}: {}", keyring, alarm.kind().label(), alarm.message()));
        Problem problem = seen.problem();
        if (problem != null && (before == null || !problem.equals(before.problem()))) {
            LOG.warn("keyring {}: {}: {}", keyring, problem.kind(), problem.message());
        }
        List<String> now = labels(seen);
        old.stream().filter(label -> !now.contains(label))
                .forEach(label -> LOG.info("keyring {}: {} is over", keyring, label));
    }

    private static List<String> labels(Observation seen) {
        return seen.alarms().stream().map(alarm -> alarm.kind().label()).distinct().toList();
    }
}
