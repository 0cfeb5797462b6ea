package dev.habittracker.devstack.up;

import java.io.PrintStream;
import java.time.Duration;

import dev.habittracker.devstack.process.Signals;
import dev.habittracker.devstack.process.Waiting;

/** Stops what {@code up} started, by asking it to. */
public final class Down {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Down() {}

    /** @return the exit status */
    public static int run(StateFolder folder, PrintStream out) {
        var running = folder.running();
        if (running.isEmpty()) {
            out.println("Nothing runs.");
            return 0;
        }
        long pid = running.get().pid();
        Signals.send("TERM", pid);
        if (!Waiting.until(PATIENCE, () -> folder.running().isEmpty())) {
            out.println("It still runs after " + PATIENCE.toSeconds() + " s: end it with `kill -9 " + pid
                    + "`, then its processes end as well.");
            return 1;
        }
        out.println("Stopped. The state is kept in " + folder.path() + "; `./pipeline up` goes on with it.");
        return 0;
    }
}
