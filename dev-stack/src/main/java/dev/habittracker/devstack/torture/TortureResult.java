package dev.habittracker.devstack.torture;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a run of torture came to.
 *
 * @param faults how many of each kind, by victim
 * @param rotations scheduled ones that were done
 * @param revocations that were done
 * @param cutOffs long outages of a server or of a way to it that a running service had to complain of
 * @param lags members that went on with an old ring for so long that a rotator had to tell
 * @param violations in words; empty is good
 */
record TortureResult(long seed, Duration took, Map<String, Map<Fault.Kind, Integer>> faults,
        RequestCount requests, long rotations,
        long revocations, long writes, int cutOffs, int lags, List<String> violations) {

    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final int SHOWN = 30;

    boolean passed() {
        return violations.isEmpty();
    }

    String text() {
        var text = new StringBuilder("\n");
        table(text);
        text.append("%n  requests: %,d; served %,d, refused for a revoked key %,d, failed %,d%n".formatted(
                requests.all(), requests.served(), requests.revokedRefused(), requests.failed()));
        text.append("    %,d of them came while all that they need was there, and none of those may fail%n".formatted(
                requests.strict()));
        requests.explained().forEach((why, count) -> text.append("    %5d x %s%n".formatted(count, why)));
        text.append("  writes of the ring: %d, of these scheduled rotations: %d, revocations: %d%n".formatted(writes,
                rotations, revocations));
        text.append("  alarms that had to be raised: for a server out of reach %d, for a member that lags %d%n"
                .formatted(cutOffs, lags));
        violations.stream().limit(SHOWN)
                .forEach(violation -> text.append("  VIOLATION: ").append(violation).append('\n'));
        if (violations.size() > SHOWN) {
            text.append("  and %,d more%n".formatted(violations.size() - SHOWN));
        }
        text.append("%n  %s: %d violations, seed %d, %d s%n".formatted(passed() ? "PASSED" : "FAILED",
                violations.size(), seed, took.toSeconds()));
        return text.toString();
    }

    /** Victims down, kinds of fault across. */
    private void table(StringBuilder text) {
        text.append("  %-28s".formatted("faults"));
        for (Fault.Kind kind : Fault.Kind.values()) {
            text.append("%9s".formatted(kind));
        }
        text.append('\n');
        faults.forEach((victim, counts) -> {
            text.append("  %-28s".formatted(victim));
            for (Fault.Kind kind : Fault.Kind.values()) {
                text.append("%9s".formatted(counts.containsKey(kind) ? counts.get(kind).toString() : ""));
            }
            text.append('\n');
        });
    }

    String json() {
        return JSON.writeValueAsString(this);
    }
}
