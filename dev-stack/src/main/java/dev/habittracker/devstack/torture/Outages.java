package dev.habittracker.devstack.torture;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Who was out of order when. Safe for many threads. */
final class Outages {

    private final List<Outage> over = new ArrayList<>();
    private final Map<String, Instant> lasting = new HashMap<>();

    synchronized void begin(String victim, Instant at) {
        lasting.putIfAbsent(victim, at);
    }

    synchronized void end(String victim, Instant at) {
        Instant from = lasting.remove(victim);
        if (from != null) {
            over.add(new Outage(victim, from, at));
        }
    }

    synchronized boolean isLasting(String victim) {
        return lasting.containsKey(victim);
    }

    /** Whether one of them was out of order at any moment of that time. */
    synchronized boolean overlaps(Predicate<String> victims, Instant begin, Instant end) {
        return over.stream().anyMatch(outage -> victims.test(outage.victim()) && outage.overlaps(begin, end))
                || lasting.entrySet().stream()
                        .anyMatch(outage -> victims.test(outage.getKey()) && outage.getValue().isBefore(end));
    }

    synchronized List<Outage> all() {
        return List.copyOf(over);
    }
}
