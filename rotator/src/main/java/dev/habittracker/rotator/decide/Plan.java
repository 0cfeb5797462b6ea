package dev.habittracker.rotator.decide;

import java.time.Duration;
import java.util.Optional;

import dev.habittracker.keyring.ring.Margins;
import dev.habittracker.keyring.ring.Policy;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.Seconds;
import dev.habittracker.rotator.known.Schedule;

/// Whether a policy and a schedule go together. An unsafe plan is refused, with the arithmetic.
public final class Plan {

    private Plan() {}

    /// What stands against the plan; empty where it is safe.
    public static Optional<String> problem(Policy policy, Schedule schedule) {
        return problem(policy, policy.maxTokenLifetime(), policy.signingLease(), schedule);
    }

    /// The same for a ring, whose keys may have a longer lifetime or lease than its policy.
    static Optional<String> problem(Ring ring, Schedule schedule) {
        Duration lifetime = longer(ring.policy().maxTokenLifetime(),
                longer(ring.activeKey().maxTokenLifetime(), ring.nextKey().maxTokenLifetime()));
        Duration lease = longer(ring.policy().signingLease(),
                longer(ring.activeKey().signingLease(), ring.nextKey().signingLease()));
        return problem(ring.policy(), lifetime, lease, schedule);
    }

    /// What stands against an overlap that an operator counts on; empty where it is long enough.
    public static Optional<String> overlapProblem(Policy policy, Duration overlap) {
        Duration needed = Margins.overlap(policy);
        return overlap.compareTo(needed) >= 0
                ? Optional.empty()
                : Optional.of("the overlap of " + Seconds.text(overlap) + " is too short: "
                        + Margins.explainOverlap(policy.timing(), policy.maxTokenLifetime(), policy.signingLease())
                        + ". Configure at least that, or shorten max-token-lifetime or signing-lease");
    }

    private static Optional<String> problem(Policy policy, Duration lifetime, Duration lease, Schedule schedule) {
        Duration overlap = Margins.overlap(policy.timing(), lifetime, lease);
        Duration clocks = policy.timing().clockError().multipliedBy(4);
        Duration least = overlap.plus(clocks);
        return schedule.period().filter(period -> period.compareTo(least) < 0)
                .map(period -> "the schedule " + schedule.text() + " rotates every " + Seconds.text(period)
                        + ", but the shortest safe period is overlap " + Seconds.text(overlap) + " + 4S "
                        + Seconds.text(clocks) + " = " + Seconds.text(least)
                        + ", where " + Margins.explainOverlap(policy.timing(), lifetime, lease)
                        + ". Rotate less often, or shorten max-token-lifetime or signing-lease");
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
