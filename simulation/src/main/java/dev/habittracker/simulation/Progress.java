package dev.habittracker.simulation;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.function.LongSupplier;

/// One line now and then: how far, how fast, how much longer. The rate is that of the last minute, since a JVM that has just
/// started is slow.
final class Progress {

    private static final Duration LATELY = Duration.ofSeconds(60);

    private record Mark(long nanos, long histories) {}

    private final long wanted;
    private final LongSupplier nanoTime;
    private final long start;
    private final Deque<Mark> marks = new ArrayDeque<>();

    Progress(long wanted, LongSupplier nanoTime) {
        this.wanted = wanted;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
        marks.add(new Mark(start, 0));
    }

    Duration elapsed() {
        return Duration.ofNanos(nanoTime.getAsLong() - start);
    }

    String line(long done, int broken) {
        long now = nanoTime.getAsLong();
        marks.addLast(new Mark(now, done));
        while (marks.size() > 2 && now - marks.peekFirst().nanos() > LATELY.toNanos()) {
            marks.removeFirst();
        }
        Mark before = marks.getFirst();
        double rate = (done - before.histories()) / Math.max(1e-9, (now - before.nanos()) / 1e9);
        String left = rate > 0 ? text(Duration.ofSeconds(Math.round((wanted - done) / rate))) + " left" : "just begun";
        return String.format(Locale.ROOT, "%5.1f %%  %,d of %,d histories  %s  %,.0f a second  %s  %s",
                100.0 * done / wanted,
                done, wanted, text(elapsed()), rate, left,
                broken == 0 ? "no rule broken" : broken + " histories broke a rule");
    }

    static String text(Duration time) {
        return time.toHours() > 0
                ? String.format(Locale.ROOT, "%d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart())
                : String.format(Locale.ROOT, "%d:%02d", time.toMinutesPart(), time.toSecondsPart());
    }
}
