package dev.habittracker.simulation.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

import dev.habittracker.keyring.follow.KeyringView.Refresh;
import dev.habittracker.keyring.follow.MemberInput;
import dev.habittracker.keyring.follow.Moment;
import dev.habittracker.keyring.follow.Snapshot;
import dev.habittracker.simulation.engine.Agenda;
import dev.habittracker.simulation.engine.Fiber;

/// Verifiers that wait for a read which starts no earlier than they asked; the follower's part, in simulated time.
final class WaitingReads {

    private record Waiting(Moment since, Read read) {}

    private final Agenda agenda;
    private final List<Waiting> all = new ArrayList<>();

    WaitingReads(Agenda agenda) {
        this.agenda = agenda;
    }

    CompletableFuture<Refresh> after(Moment since) {
        Fiber fiber = Fiber.current();
        if (fiber == null) {
            throw new IllegalStateException("verifiers that may wait run in fibers");
        }
        Read read = new Read(agenda, fiber);
        all.add(new Waiting(since, read));
        return read;
    }

    void complete(MemberInput input, @Nullable Snapshot inUse) {
        if (input instanceof MemberInput.RingRead read) {
            complete(read.started(), read.tellsOfKeys(inUse));
        } else if (input instanceof MemberInput.ReadFailed failed) {
            complete(failed.started(), false);
        }
    }

    private void complete(Moment started, boolean answered) {
        List<Waiting> served = all.stream().filter(one -> started.reached(one.since())).toList();
        all.removeAll(served);
        served.forEach(one -> one.read().arrived(new Refresh(started, answered)));
    }

    void clear() {
        all.clear();
    }

    /// A future whose `get` takes simulated time.
    private static final class Read extends CompletableFuture<Refresh> {

        private final Agenda agenda;
        private final Fiber fiber;
        private boolean waits;

        private Read(Agenda agenda, Fiber fiber) {
            this.agenda = agenda;
            this.fiber = fiber;
        }

        void arrived(Refresh refresh) {
            complete(refresh);
            wake();
        }

        private void wake() {
            if (waits) {
                waits = false;
                fiber.resume();
            }
        }

        @Override
        public Refresh get(long timeout, TimeUnit unit) throws TimeoutException {
            if (!isDone()) {
                waits = true;
                agenda.in(Duration.of(timeout, unit.toChronoUnit()), this::wake);
                fiber.await();
            }
            if (!isDone()) {
                throw new TimeoutException();
            }
            return join();
        }
    }
}
