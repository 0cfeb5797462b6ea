package dev.habittracker.devstack.process;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Polling for something another process does. */
public final class Waiting {

    private static final long PAUSE_MILLIS = 25;

    private Waiting() {}

    /** Whether the condition came true within the time given. */
    public static boolean until(Duration atMost, BooleanSupplier condition) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    /** Waits for a thread to end; an interrupt is kept and ends the wait. */
    public static void forEndOf(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
