package dev.habittracker.keyring.vault;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Which paths a fresh token was denied at too: there a 403 means the policy, not the token, and another login would not
/// help. Each time a login did not help, the path has to wait twice as long for the next one, at most [#LONGEST].
final class Denials {

    static final Duration SHORTEST = Duration.ofSeconds(2);
    static final Duration LONGEST = Duration.ofMinutes(5);
    private static final int MAX_DOUBLINGS = 10;

    private record Denial(int times, Instant until) {}

    private final Map<String, Denial> byPath = new ConcurrentHashMap<>();

    /// Whether a 403 at this path is worth a login.
    boolean worthLogin(String path, Instant now) {
        Denial denial = byPath.get(path);
        return denial == null || !now.isBefore(denial.until());
    }

    /// A token that was just made was denied.
    void deniedAfresh(String path, Instant now) {
        byPath.compute(path, (_path, denial) -> {
            int times = denial == null ? 1 : Math.min(denial.times() + 1, MAX_DOUBLINGS);
            Duration pause = SHORTEST.multipliedBy(1L << (times - 1));
            return new Denial(times, now.plus(pause.compareTo(LONGEST) < 0 ? pause : LONGEST));
        });
    }

    /// The path answered something else than 403.
    void granted(String path) {
        if (!byPath.isEmpty()) {
            byPath.remove(path);
        }
    }
}
