package dev.habittracker.keyring.ring.write;

import dev.habittracker.events.PolicyChanged;
import dev.habittracker.keyring.ring.Policy;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.SigningAlgorithm;

/// New rules for keys minted from now on. ACTIVE and NEXT are raised to a longer lifetime or lease in the same write;
/// shorter ones touch only keys minted later, and no `exp` is shortened.
///
/// @param policy          the new rules
/// @param allowKindChange whether a symmetric algorithm may follow a public-key one or the other way round
public record ChangePolicy(Policy policy, boolean allowKindChange) implements RingWrite.OnRing {

    @Override
    public WriteOutcome change(Ring ring, WriteContext context) {
        if (policy.equals(ring.policy())) {
            return new WriteOutcome.Refused(Refusal.NOTHING_TO_DO, "the ring has this policy already");
        }
        SigningAlgorithm from = ring.policy().algorithm();
        if (!allowKindChange && Kinds.differ(from, policy.algorithm())) {
            return Kinds.refusal(from, policy.algorithm());
        }
        return Edit.of(ring, context).policy(policy).replace(ring.activeKey().restored(policy))
                .replace(ring.nextKey().restored(policy))
                .done(new PolicyChanged(context.header(ring.epoch()), policy.toData()));
    }
}
