package dev.habittracker.devstack.torture;

import java.time.Duration;

/**
 * One thing that goes wrong.
 *
 * @param after how long after the fault before it
 * @param victim a process or a link, by name
 * @param lasts until it is mended; a killed process needs its start on top
 */
record Fault(Duration after, Kind kind, String victim, Duration lasts) {

    enum Kind {
        /** SIGKILL. */
        KILL,
        /** SIGSTOP. */
        STOP,
        /** Every connection of a link is ended. */
        CUT,
        /** A link passes nothing on. */
        SILENCE
    }

    @Override
    public String toString() {
        return "%s %s for %.1f s".formatted(kind, victim, lasts.toMillis() / 1000.0);
    }
}
