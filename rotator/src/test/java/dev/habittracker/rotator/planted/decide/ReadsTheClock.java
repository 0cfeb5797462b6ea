package dev.habittracker.rotator.planted.decide;

import java.time.Clock;
import java.time.Instant;

/// Planted: a decision that asks for the time.
final class ReadsTheClock {

    private ReadsTheClock() {}

    static Instant now() {
        return Instant.now();
    }

    static long nanos() {
        return System.nanoTime();
    }

    static Clock clock() {
        return Clock.systemUTC();
    }

    static void sleep() throws InterruptedException {
        Thread.sleep(1);
    }
}
