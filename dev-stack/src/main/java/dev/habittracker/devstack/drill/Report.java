package dev.habittracker.devstack.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import dev.habittracker.devstack.load.Operation;
import dev.habittracker.devstack.load.Outcome;
import dev.habittracker.devstack.load.Percentiles;
import dev.habittracker.devstack.load.Sample;

/**
 * What the drill found.
 *
 * @param requests by operation: steady state and rotation windows
 * @param failures the requests that should not have failed, by what was answered
 * @param refusedAsRevoked 401s for tokens of a revoked key, each followed by a new login
 * @param incomplete what the drill was to show and could not, in words; empty is good
 */
record Report(Instant started, Duration took, int instances, int clients, Map<Operation, Latencies> requests,
        int served,
        int refusedAsRevoked, Map<String, Long> failures, List<Change> changes, WitnessCount witness,
        List<String> incomplete) {

    record Latencies(Percentiles steady, Percentiles rotating) {}

    /** @param windowTail how long after the last instance's applied a rotation window goes on */
    static Report of(Instant started, Duration took, int instances, int clients, List<Sample> samples,
            List<Change> changes,
            Duration windowTail, WitnessCount witness, List<String> incomplete) {
        List<Window> windows = changes.stream().map(change -> change.window(windowTail)).toList();
        Map<Operation, Latencies> requests = new EnumMap<>(Operation.class);
        for (Operation operation : Operation.values()) {
            List<Sample> own = samples.stream().filter(sample -> sample.operation() == operation).toList();
            Predicate<Sample> rotating = sample -> Window.anyContains(windows, sample.at());
            requests.put(operation, new Latencies(latencies(own, rotating.negate()), latencies(own, rotating)));
        }
        Map<String, Long> failures = samples.stream().flatMap(sample -> failure(sample, changes).stream())
                .collect(Collectors.groupingBy(why -> why, TreeMap::new, Collectors.counting()));
        return new Report(started, took, instances, clients, requests, count(samples, Outcome.Served.class),
                count(samples, Outcome.RefusedAsRevoked.class), failures, changes, witness, incomplete);
    }

    long failed() {
        return failures.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Nobody noticed anything, and everything that was to be shown was shown. */
    boolean passed() {
        return failed() == 0 && witness.refusals().isEmpty() && incomplete.isEmpty() && served > 0;
    }

    /** Why an answer is a failure; a refusal that comes before the key was revoked is one. */
    private static Optional<String> failure(Sample sample, List<Change> changes) {
        return switch (sample.outcome()) {
            case Outcome.Served _ -> Optional.empty();
            case Outcome.Failed failed -> Optional.of(failed.why());
            case Outcome.RefusedAsRevoked _ -> changes.stream().filter(change -> change.act() == Act.REVOKE)
                    .anyMatch(change -> !sample.at().plus(sample.latency()).isBefore(change.written()))
                            ? Optional.empty()
                            : Optional.of("401: refused before the key was revoked");
        };
    }

    private static int count(List<Sample> samples, Class<? extends Outcome> kind) {
        return Math.toIntExact(samples.stream().filter(sample -> kind.isInstance(sample.outcome())).count());
    }

    private static Percentiles latencies(List<Sample> samples, Predicate<Sample> wanted) {
        return Percentiles.of(samples.stream().filter(wanted).map(Sample::latency).toList());
    }
}
