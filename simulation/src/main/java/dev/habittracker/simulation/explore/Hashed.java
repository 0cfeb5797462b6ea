package dev.habittracker.simulation.explore;

/// A history as 64 bits: what a process has been told so far, in order. Two states are taken for one where all of theirs
/// agree; that two of a million differ and agree by chance has a probability below 1 in 30 million.
final class Hashed {

    private static final long PRIME = 0x9E3779B97F4A7C15L;

    private long value = PRIME;

    void add(String text) {
        for (int i = 0; i < text.length(); i++) {
            add(text.charAt(i));
        }
        add(-1);
    }

    void add(long number) {
        value = (value ^ number) * PRIME;
        value ^= value >>> 29;
    }

    long value() {
        return value;
    }
}
