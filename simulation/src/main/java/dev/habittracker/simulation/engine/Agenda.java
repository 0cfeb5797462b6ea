package dev.habittracker.simulation.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;

/// What is to happen when, in true time. One thread works it off; what falls on one instant happens in the order in which
/// it was put down, so that a history is the same each time.
public final class Agenda {

    /// True time at the start of every history.
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private record Entry(long at, long order, Runnable action) implements Comparable<Entry> {

        @Override
        public int compareTo(Entry other) {
            return at == other.at ? Long.compare(order, other.order) : Long.compare(at, other.at);
        }
    }

    private final PriorityQueue<Entry> entries = new PriorityQueue<>();
    private long now;
    private long order;

    /// True time since the start, in nanoseconds.
    public long now() {
        return now;
    }

    /// True time.
    public Instant instant() {
        return START.plusNanos(now);
    }

    /// Something happens after that time.
    public void in(Duration delay, Runnable action) {
        at(now + Math.max(0, delay.toNanos()), action);
    }

    /// Something happens at that time; now, where it has passed.
    public void at(long at, Runnable action) {
        entries.add(new Entry(Math.max(at, now), order++, action));
    }

    /// Works off everything up to that time, or until there is no point in going on.
    public void runUntil(long end, BooleanSupplier over) {
        for (Entry next = entries.peek(); next != null && next.at() <= end
                && !over.getAsBoolean(); next = entries.peek()) {
            entries.remove();
            now = next.at();
            next.action().run();
        }
        now = over.getAsBoolean() ? now : Math.max(now, end);
    }
}
