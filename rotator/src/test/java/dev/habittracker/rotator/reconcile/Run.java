package dev.habittracker.rotator.reconcile;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import dev.habittracker.keyring.store.RingStore;
import dev.habittracker.keyring.store.StoreException;

/// A piece of work on a thread of its own that goes on only when it is told to, from one call to the world to the next.
/// It can die before any of them, or lose the answer of one.
final class Run {

    private static final class Died extends Error {

        private static final long serialVersionUID = 1L;

        private Died() {
            super("the process died", null, false, false);
        }
    }

    private final Semaphore go = new Semaphore(0);
    private final Semaphore stopped = new Semaphore(0);
    private @Nullable Thread thread;
    private volatile String next = "";
    private volatile boolean over;
    private volatile boolean dies;
    private volatile boolean losesTheNextAnswer;
    private volatile @Nullable Throwable failure;

    /// The work stands before its first line.
    void begin(Runnable work) {
        thread = Thread.ofVirtual().start(() -> {
            go.acquireUninterruptibly();
            try {
                work.run();
            } catch (Died e) {
                // so it was told
            } catch (Throwable e) {
                failure = e;
            } finally {
                over = true;
                stopped.release();
            }
        });
    }

    /// Does the next call and stops before the one after it.
    ///
    /// @return whether there is one
    boolean step() {
        go.release();
        try {
            if (!stopped.tryAcquire(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the work neither ends nor calls the world");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
        if (failure != null) {
            throw new IllegalStateException("the work failed", failure);
        }
        return !over;
    }

    /// Goes on to the end.
    void finish() {
        while (!over) {
            step();
        }
    }

    /// The process dies where it stands.
    void die() {
        if (!over) {
            dies = true;
            step();
        }
    }

    /// The next call is carried out, but its answer is lost.
    void loseTheNextAnswer() {
        losesTheNextAnswer = true;
    }

    boolean isOver() {
        return over;
    }

    /// Whether the next call has that name.
    boolean standsBefore(String call) {
        return call.equals(next);
    }

    /// A part of the world whose calls, where this work makes them, are its steps.
    <T> T stepping(Class<T> type, T part) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type}, (_, method, arguments) -> {
            boolean lost = pause(method.getName());
            Object result;
            try {
                result = method.invoke(part, arguments);
            } catch (InvocationTargetException e) {
                throw e.getTargetException();
            }
            if (lost) {
                throw part instanceof RingStore
                        ? new StoreException(StoreException.Kind.UNREACHABLE,
                                method.getName() + ": the answer was lost")
                        : new UnavailableException(method.getName() + ": the answer was lost", null);
            }
            return result;
        }));
    }

    /// Reads on other threads than the work's own are no steps.
    private boolean pause(String call) {
        if (Thread.currentThread() != thread) {
            return false;
        }
        next = call;
        stopped.release();
        go.acquireUninterruptibly();
        next = "";
        if (dies) {
            throw new Died();
        }
        boolean lost = losesTheNextAnswer;
        losesTheNextAnswer = false;
        return lost;
    }
}
