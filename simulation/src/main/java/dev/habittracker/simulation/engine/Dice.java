package dev.habittracker.simulation.engine;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// Randomness with a seed. Each process and each part of the world has dice of its own, so that taking one step out of a
/// history disturbs the rest as little as possible.
public final class Dice implements RandomGenerator {

    private final SplittableRandom random;

    /// @param seed the history's seed
    /// @param name whose dice these are
    public Dice(long seed, String name) {
        this.random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + name.hashCode());
    }

    @Override
    public long nextLong() {
        return random.nextLong();
    }

    /// True so often.
    public boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /// One of these.
    public <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /// Any duration from `least` to `most`.
    public Duration between(Duration least, Duration most) {
        long spread = most.toNanos() - least.toNanos();
        return spread <= 0 ? least : least.plusNanos(random.nextLong(spread + 1));
    }

    /// Either bound as often as something in between: faults live at the edges.
    public Duration extreme(Duration least, Duration most) {
        return switch (random.nextInt(4)) {
            case 0 -> least;
            case 1, 2 -> most;
            case 3 -> between(least, most);
            default -> throw new IllegalStateException();
        };
    }
}
