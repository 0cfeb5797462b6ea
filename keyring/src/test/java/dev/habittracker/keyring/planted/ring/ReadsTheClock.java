package dev.habittracker.keyring.planted.ring;

import java.time.Clock;
import java.time.Instant;

/// Planted: deciding code that asks for the time in each of the ways there are.
final class ReadsTheClock {

    private ReadsTheClock() {}

    static Instant now() {
        return Instant.now();
    }

    static long millis() {
        return System.currentTimeMillis();
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
