package dev.habittracker.devstack.torture;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.annotation.JsonIgnore;

import dev.habittracker.devstack.load.Outcome;
import dev.habittracker.devstack.load.Sample;

/**
 * The requests of a run, counted by what became of them.
 *
 * @param served answered as they should
 * @param revokedRefused with a token of a revoked key, and refused, as they should be
 * @param strict that had no excuse to fail: all that they need was there
 * @param explained that failed, by what was answered
 * @param objections to answers that nothing explains, in words
 */
record RequestCount(long served, long revokedRefused, long strict, Map<String, Long> explained,
        @JsonIgnore List<String> objections) {

    /** At least one request in so many must have had no excuse to fail. */
    private static final int LEAST_STRICT_SHARE = 10;

    static RequestCount of(Collection<Sample> samples, Accounting accounting) {
        List<String> objections = new ArrayList<>();
        Map<String, Long> explained = new TreeMap<>();
        long served = 0;
        long revokedRefused = 0;
        long strict = 0;
        for (Sample sample : samples) {
            accounting.objection(sample).ifPresent(objections::add);
            strict += accounting.isExcused(sample) ? 0 : 1;
            switch (sample.outcome()) {
                case Outcome.Failed failed -> explained.merge(failed.why(), 1L, Long::sum);
                case Outcome.Served _ -> served++;
                case Outcome.RefusedAsRevoked _ -> revokedRefused++;
            }
        }
        if (strict * LEAST_STRICT_SHARE < samples.size()) {
            objections.add("only %d of %d requests came while all that they need was there: this run proves little"
                    .formatted(strict, samples.size()));
        }
        return new RequestCount(served, revokedRefused, strict, explained, List.copyOf(objections));
    }

    long failed() {
        return explained.values().stream().mapToLong(Long::longValue).sum();
    }

    long all() {
        return served + revokedRefused + failed();
    }
}
