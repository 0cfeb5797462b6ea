package dev.habittracker.devstack.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One write of the ring, as it went.
 *
 * @param written Vault's created_time of the version
 * @param applied when each instance had it, by the rotator's record of the members' own statuses
 * @param refused how long after the write each instance refused a token of the key revoked; empty but for a revocation
 */
record Change(Act act, String id, String reason, Instant asked, Instant written, Map<String, Instant> applied,
        List<Step> steps,
        Map<String, Duration> refused) {

    Change {
        applied = new TreeMap<>(applied);
        refused = new TreeMap<>(refused);
    }

    /** @param reason why the rotator took it, in the rotator's words */
    record Step(Instant at, String name, String reason) {}

    /** From the write until the last instance had it; empty where none has reported. */
    Optional<Duration> untilAppliedEverywhere() {
        return applied.values().stream().max(Comparator.naturalOrder()).map(last -> Duration.between(written, last));
    }

    /** From the command until a moment after the last instance had it: what a client could have noticed lies in here. */
    Window window(Duration after) {
        Instant last = applied.values().stream().max(Comparator.naturalOrder()).orElse(written);
        return new Window(asked, last.plus(after));
    }
}
