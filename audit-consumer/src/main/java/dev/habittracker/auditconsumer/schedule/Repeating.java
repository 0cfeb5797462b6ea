package dev.habittracker.auditconsumer.schedule;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.springframework.context.SmartLifecycle;

/** Takes turns on a thread of its own from start to stop. A turn under way is finished before the stop returns. */
abstract class Repeating implements SmartLifecycle {

    private final Duration first;
    private final Thread thread;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean running;

    /**
     * @param name the thread's
     * @param first wait before the first turn
     */
    Repeating(String name, Duration first) {
        this.first = first;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    /** Takes one turn; returns the wait before the next. */
    abstract Duration turn();

    @Override
    public final void start() {
        running = true;
        thread.start();
    }

    @Override
    public final void stop() {
        stopped.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        running = false;
    }

    @Override
    public final boolean isRunning() {
        return running;
    }

    private void run() {
        try {
            Duration wait = first;
            while (!stopped.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                wait = turn();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
