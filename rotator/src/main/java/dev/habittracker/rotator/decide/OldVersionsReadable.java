package dev.habittracker.rotator.decide;

import java.util.Optional;

import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.rotator.known.Gathered;

/// A key that is gone from the ring must not be readable in an older KV version: after any removal every older one is
/// destroyed.
final class OldVersionsReadable implements Check {

    @Override
    public Optional<Decision> of(Gathered known, Ring ring) {
        long removal = Journals.newestRemoval(ring);
        long readable = known.readable().stream().filter(version -> version < removal).count();
        return readable == 0
                ? Optional.empty()
                : Optional.of(new Decision.DestroyBelow(removal, "version " + removal
                        + " took a key out of the ring, and " + readable + " older versions can still be read"));
    }

    @Override
    public Optional<Upkeep> upkeep() {
        return Optional.of(Upkeep.DESTROY);
    }
}
