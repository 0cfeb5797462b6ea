package dev.habittracker.rotator.reconcile;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/// Asks a part of the world that may be silent, one question after the other, each on a thread of its own, and waits no
/// longer than the asker can: a decision that waited for Kafka or the database until it is older than W would never be
/// sent.
///
/// While a question is unanswered for longer than anybody waits, no other is asked: a part that is away delays one
/// gathering and none after it.
final class Patient implements Questions {

    private final String who;
    private final Duration patience;
    private final ReentrantLock turn = new ReentrantLock();
    private volatile @Nullable Long asking;

    /// @param who      the part of the world, for messages: `the database`
    /// @param patience how long anybody waits for an answer
    Patient(String who, Duration patience) {
        this.who = who;
        this.patience = patience;
    }

    /// An answer to come.
    final class Answer<T> implements Supplier<T> {

        private final @Nullable FutureTask<T> task;
        private final long asked = System.nanoTime();

        private Answer(@Nullable FutureTask<T> task) {
            this.task = task;
        }

        /// The answer, or the refusal.
        ///
        /// @throws UnavailableException where there is none in time, or the part said that it gives none
        @Override
        public T get() {
            if (task == null) {
                throw new UnavailableException(who + " has not answered an earlier question yet", null);
            }
            try {
                return task.get(patience.toNanos() - (System.nanoTime() - asked), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                // has no effect on a question that is being asked, and drops one that waits for its turn
                task.cancel(false);
                throw new UnavailableException(who + " gives no answer within " + patience.toMillis() + " ms", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new UnavailableException("interrupted while " + who + " was asked", e);
            } catch (ExecutionException e) {
                throw e.getCause() instanceof UnavailableException away
                        ? away
                        : new IllegalStateException(who + " could not be asked", e.getCause());
            }
        }
    }

    /// Asks, unless an earlier question is unanswered for too long.
    @Override
    public <T> Answer<T> ask(Supplier<T> question) {
        Long since = asking;
        if (since != null && System.nanoTime() - since > patience.toNanos()) {
            return new Answer<>(null);
        }
        FutureTask<T> task = new FutureTask<>(question::get);
        Thread.ofVirtual().name("ask " + who).start(() -> inTurn(task));
        return new Answer<>(task);
    }

    private void inTurn(FutureTask<?> task) {
        turn.lock();
        try {
            asking = System.nanoTime();
            task.run();
        } finally {
            asking = null;
            turn.unlock();
        }
    }
}
