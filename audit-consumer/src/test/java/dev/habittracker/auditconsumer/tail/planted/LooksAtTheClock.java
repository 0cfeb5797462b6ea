package dev.habittracker.auditconsumer.tail.planted;

import java.time.Clock;
import java.time.Instant;

/** Deciding code that reads a clock itself. */
public final class LooksAtTheClock {

    private LooksAtTheClock() {}

    public static Instant now() {
        return Clock.systemUTC().instant();
    }
}
