package dev.habittracker.devstack.keyring;

import java.time.Instant;
import java.util.Optional;

/**
 * A process that uses the keyring.
 *
 * @param instance random per process
 * @param position epoch and version of the ring that it has
 */
public record MemberView(String instance, String service, String position, Optional<Instant> applied, boolean live) {

    /** Whether its ring is an older one. */
    public boolean isBehind(KeyringView ring) {
        String[] parts = position.split("\\.", -1);
        long epoch = Long.parseLong(parts[0]);
        return epoch < ring.epoch() || epoch == ring.epoch() && Long.parseLong(parts[1]) < ring.version();
    }
}
