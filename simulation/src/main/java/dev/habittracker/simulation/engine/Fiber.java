package dev.habittracker.simulation.engine;

import java.util.concurrent.Semaphore;

import org.jspecify.annotations.Nullable;

/// Runs code that blocks, such as a reconciliation, in simulated time: it goes on until it waits for something, and again
/// when the history says that it has come. The agenda's thread stands still meanwhile, so that one of the two runs at any
/// time; the virtual thread is nothing but a second stack.
public final class Fiber {

    private static final ThreadLocal<Fiber> CURRENT = new ThreadLocal<>();

    private final Semaphore toBody = new Semaphore(0);
    private final Semaphore toAgenda = new Semaphore(0);
    private final Thread thread;
    private boolean died;
    private boolean done;
    private @Nullable Throwable failure;

    private Fiber(Runnable body) {
        thread = Thread.ofVirtual().unstarted(() -> {
            toBody.acquireUninterruptibly();
            CURRENT.set(this);
            try {
                if (!died) {
                    body.run();
                }
            } catch (ProcessDied end) {
                // as it should be
            } catch (Throwable t) {
                failure = t;
            } finally {
                done = true;
                toAgenda.release();
            }
        });
    }

    /// A fiber that begins with the first [#resume()].
    public static Fiber of(Runnable body) {
        Fiber fiber = new Fiber(body);
        fiber.thread.start();
        return fiber;
    }

    /// The fiber that runs the code that asks; `null` outside of any.
    public static @Nullable Fiber current() {
        return CURRENT.get();
    }

    /// Lets the code go on until it waits or ends. Called by the agenda.
    public void resume() {
        if (done) {
            return;
        }
        toBody.release();
        toAgenda.acquireUninterruptibly();
        Throwable thrown = failure;
        if (thrown != null) {
            failure = null;
            throw new IllegalStateException("code of a process failed in a way that nothing handles", thrown);
        }
    }

    /// Waits until somebody resumes. Called by the code itself.
    public void await() {
        toAgenda.release();
        toBody.acquireUninterruptibly();
        if (died) {
            throw new ProcessDied();
        }
    }

    /// Ends the code where it waits.
    public void kill() {
        died = true;
        resume();
    }

    /// Whether it ended.
    public boolean done() {
        return done;
    }
}
