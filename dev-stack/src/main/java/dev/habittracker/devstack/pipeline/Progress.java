package dev.habittracker.devstack.pipeline;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/** Says what has been done and how long it took. Safe for many threads; a line is never torn. */
public final class Progress {

    private final PrintStream out;

    public Progress(PrintStream out) {
        this.out = out;
    }

    public void line(String text) {
        out.println(text);
    }

    /** Runs a step and prints its name, its time and what the result is called. */
    public <T> T timed(String step, Supplier<T> work, java.util.function.Function<T, String> described) {
        long start = System.nanoTime();
        T result = work.get();
        line(String.format(Locale.ROOT, "  %-18s %6s  %s", step, seconds(Duration.ofNanos(System.nanoTime() - start)),
                described.apply(result)));
        return result;
    }

    /** Prints what is left out, and why. */
    public void without(String step, String reason) {
        line(String.format(Locale.ROOT, "  %-18s %6s  %s", step, "-", reason));
    }

    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
