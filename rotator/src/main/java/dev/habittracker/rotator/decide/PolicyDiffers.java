package dev.habittracker.rotator.decide;

import java.util.List;
import java.util.Optional;

import dev.habittracker.keyring.ring.Policy;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.write.ChangePolicy;
import dev.habittracker.rotator.known.Gathered;

/// The ring gets the policy that it should have. A change of kind that nobody allowed is left alone, and an alarm says so:
/// the keyring goes on under the policy it has.
final class PolicyDiffers implements Check {

    @Override
    public Optional<Decision> of(Gathered known, Ring ring) {
        Policy target = known.rules().target();
        if (target == null || target.equals(ring.policy()) || notAllowed(known, ring).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(Planned.obstacle(known, ring)
                .<Decision>map(Decision.Wait::blocked)
                .orElseGet(() -> new Decision.Write(new ChangePolicy(target, known.rules().allowKindChange()), ring,
                        ring.version(), "the policy was changed", List.of())));
    }

    /// Why the target is left alone; empty where it is not.
    static Optional<String> notAllowed(Gathered known, Ring ring) {
        Policy target = known.rules().target();
        return target == null || target.equals(ring.policy())
                ? Optional.empty()
                : Kinds.problem(ring.policy(), target, known.rules().allowKindChange())
                        .or(() -> Plan.problem(target, known.rules().schedule()));
    }
}
