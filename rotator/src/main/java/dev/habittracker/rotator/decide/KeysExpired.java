package dev.habittracker.rotator.decide;

import java.util.List;
import java.util.Optional;

import dev.habittracker.keyring.ring.Kid;
import dev.habittracker.keyring.ring.Margins;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.Seconds;
import dev.habittracker.keyring.ring.write.Retire;
import dev.habittracker.rotator.known.Gathered;

/// Keys leave the ring 2S after their exp, by the earlier end of Vault's now.
final class KeysExpired implements Check {

    @Override
    public Optional<Decision> of(Gathered known, Ring ring) {
        List<Kid> due = Retire.due(ring, known.now().earliest());
        if (due.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Planned.obstacle(known, ring)
                .<Decision>map(Decision.Wait::blocked)
                .orElseGet(() -> new Decision.Write(new Retire(), ring, ring.version(), "expired at least 2S = "
                        + Seconds.text(Margins.retirementDelay(ring.policy().timing())) + " ago: " + due, List.of())));
    }
}
