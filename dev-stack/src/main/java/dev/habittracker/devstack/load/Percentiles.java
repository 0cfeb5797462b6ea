package dev.habittracker.devstack.load;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Latencies of a group of requests, by the nearest-rank method.
 *
 * @param count how many requests
 * @param p50 absent where there was none
 */
public record Percentiles(int count, Optional<Duration> p50, Optional<Duration> p99, Optional<Duration> slowest) {

    public static Percentiles of(Collection<Duration> latencies) {
        List<Duration> sorted = latencies.stream().sorted().toList();
        return new Percentiles(sorted.size(), rank(sorted, 50), rank(sorted, 99), rank(sorted, 100));
    }

    private static Optional<Duration> rank(List<Duration> sorted, int percent) {
        if (sorted.isEmpty()) {
            return Optional.empty();
        }
        int rank = (sorted.size() * percent + 99) / 100;
        return Optional.of(sorted.get(Math.max(0, rank - 1)));
    }
}
