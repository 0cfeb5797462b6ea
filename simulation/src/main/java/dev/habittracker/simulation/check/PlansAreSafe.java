package dev.habittracker.simulation.check;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

import dev.habittracker.events.EventType;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.SigningAlgorithm;
import dev.habittracker.keyring.ring.Timing;
import dev.habittracker.rotator.known.Schedule;
import dev.habittracker.simulation.world.SecretState;

/// Rules 7 and 8: NEXT signs only after it has stood in Vault for as long as a member's poll and a standby's lag take; nobody
/// rotates by a schedule that is too fast for the keys; and symmetric keys follow public ones, or the other way round, only
/// where an operator asked for that by name. The arithmetic is written out here once more.
public final class PlansAreSafe implements Watch {

    private final Court court;
    private final Facts facts;
    private final Schedule schedule;
    private final Set<SigningAlgorithm> allowed = new HashSet<>();

    /// @param schedule when rotations are due
    public PlansAreSafe(Court court, Facts facts, Schedule schedule) {
        this.court = court;
        this.facts = facts;
        this.schedule = schedule;
    }

    /// An operator asks for a change of kind by name.
    public void allow(SigningAlgorithm algorithm) {
        allowed.add(algorithm);
    }

    @Override
    public void written(SecretState before, SecretState.Version made, String by) {
        Ring base = before.base();
        Ring ring = made.ring();
        if (base == null || ring == null) {
            return;
        }
        if (base.policy().algorithm().symmetric() != ring.policy().algorithm().symmetric()
                && !allowed.contains(ring.policy().algorithm())) {
            court.broken(Rule.ALGORITHM_FROM_THE_KEY, "the policy went from " + base.policy().algorithm() + " to "
                    + ring.policy().algorithm() + ", and nobody asked for a change of kind");
        }
        if (ring.journal().getLast().event().equals(EventType.KEY_ROTATED.wireName())) {
            rotated(base, ring);
        }
    }

    private void rotated(Ring base, Ring ring) {
        Timing timing = base.policy().timing();
        Duration known = Duration.ofNanos(court.now() - facts.writtenAt(ring.active()));
        Duration needed = timing.poll().plus(timing.lag());
        if (known.compareTo(needed) < 0) {
            court.broken(Rule.UNSAFE_PLAN_IS_REFUSED, ring.active() + " became ACTIVE " + known
                    + " after it was written, sooner than poll + lag " + needed);
        }
        Duration longest = base.policy().maxTokenLifetime();
        Duration lifetime = base.activeKey().maxTokenLifetime().compareTo(longest) > 0
                ? base.activeKey().maxTokenLifetime()
                : longest;
        Duration least = lifetime.plus(base.policy().signingLease()).plus(timing.writeBudget()).plus(timing.lag())
                .plus(timing.clockError().multipliedBy(6));
        boolean asked = ring.journal().getLast().data().hasNonNull("request_id");
        if (!asked && schedule.period().filter(period -> period.compareTo(least) < 0).isPresent()) {
            court.broken(Rule.UNSAFE_PLAN_IS_REFUSED, "a rotation by a schedule whose period is shorter than " + least);
        }
    }
}
