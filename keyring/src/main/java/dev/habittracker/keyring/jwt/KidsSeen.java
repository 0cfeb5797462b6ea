package dev.habittracker.keyring.jwt;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import dev.habittracker.keyring.follow.Moment;
import dev.habittracker.keyring.follow.ProcessClock;
import dev.habittracker.keyring.ring.Kid;

/// Which keys' tokens this process accepted of late, for its status: an operator sees who still uses a key. Takes no lock;
/// what is written for a token is one counter, at most once a second for each kid.
public final class KidsSeen implements Supplier<List<String>> {

    /// A ring has three keys in normal running.
    static final int LIMIT = 16;

    private static final long RESOLUTION = Duration.ofSeconds(1).toNanos();

    private final Duration lately;
    private final ProcessClock clock;
    private final AtomicReference<Map<Kid, AtomicLong>> seen = new AtomicReference<>(Map.of());

    /// @param lately for how long a kid counts
    /// @param clock  the process's clock
    public KidsSeen(Duration lately, ProcessClock clock) {
        this.lately = lately;
        this.clock = clock;
    }

    /// A token of this kid was accepted.
    void saw(Kid kid, Moment now) {
        long at = now.monotonic().toNanos();
        AtomicLong last = seen.get().get(kid);
        if (last == null) {
            seen.updateAndGet(known -> known.containsKey(kid) ? known : plus(known, kid, at));
        } else if (at - last.get() >= RESOLUTION) {
            last.lazySet(at);
        }
    }

    /// The kids, newest first.
    @Override
    public List<String> get() {
        long since = clock.now().monotonic().minus(lately).toNanos();
        return seen.get().entrySet().stream().filter(entry -> entry.getValue().get() >= since).sorted(newestFirst())
                .map(entry -> entry.getKey().toString()).toList();
    }

    private static Map<Kid, AtomicLong> plus(Map<Kid, AtomicLong> known, Kid kid, long at) {
        Map<Kid, AtomicLong> next = new HashMap<>(known.entrySet().stream().sorted(newestFirst()).limit(LIMIT - 1)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
        next.put(kid, new AtomicLong(at));
        return Map.copyOf(next);
    }

    private static Comparator<Map.Entry<Kid, AtomicLong>> newestFirst() {
        return Comparator.comparingLong((Map.Entry<Kid, AtomicLong> entry) -> entry.getValue().get()).reversed();
    }
}
