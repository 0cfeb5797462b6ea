package dev.habittracker.devstack.torture;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a run of torture came to.
 *
 * @param faults how many of each kind, by kind and victim
 * @param served requests that were answered as they should
 * @param revokedRefused requests with a token of a revoked key that were refused, as they should be
 * @param strict requests that had no excuse to fail: all that they need was there
 * @param explained requests that failed while something that they need was out of order, by what was answered
 * @param rotations scheduled ones that were done
 * @param revocations that were done
 * @param violations in words; empty is good
 */
record TortureResult(long seed, Duration took, Map<String, Integer> faults, long served, long revokedRefused,
        long strict, Map<String, Long> explained, long rotations, long revocations, long writes,
        List<String> violations) {

    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final int SHOWN = 30;

    boolean passed() {
        return violations.isEmpty();
    }

    String text() {
        var text = new StringBuilder("\n");
        faults.forEach((fault, count) -> text.append("  %4d x %s%n".formatted(count, fault)));
        text.append(
                ("%n  requests served: %,d; refused for a revoked key: %,d; failed while something they need was out of order:"
                        + " %,d; without an excuse to fail: %,d%n").formatted(served, revokedRefused,
                                explained.values().stream().mapToLong(Long::longValue).sum(), strict));
        explained.forEach((why, count) -> text.append("    %5d x %s%n".formatted(count, why)));
        text.append("  writes of the ring: %d, of these scheduled rotations: %d, revocations: %d%n".formatted(writes,
                rotations, revocations));
        violations.stream().limit(SHOWN)
                .forEach(violation -> text.append("  VIOLATION: ").append(violation).append('\n'));
        text.append("%n  %s: %d violations, seed %d, %d s%n".formatted(passed() ? "PASSED" : "FAILED",
                violations.size(), seed, took.toSeconds()));
        return text.toString();
    }

    String json() {
        return JSON.writeValueAsString(this);
    }
}
