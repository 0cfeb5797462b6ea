package dev.habittracker.devstack.keyring;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A keyring's state as the rotator tells it: no secrets.
 *
 * @param problems the kinds of its alarms, for example {@code member-lagging}
 */
public record KeyringView(long epoch, long version, String active, List<Key> keys, boolean held,
        Set<String> problems) {

    /** @param expires absent for ACTIVE and NEXT */
    public record Key(String kid, String algorithm, Optional<Instant> published, Optional<Instant> expires) {}

    /** Epoch and version: {@code 1795500000.42}. */
    public String position() {
        return epoch + "." + version;
    }

    /** The key that the next rotation makes active. */
    public Optional<Key> next() {
        return keys.stream().filter(key -> key.expires().isEmpty() && !key.kid().equals(active)).findFirst();
    }

    /** The key that was active last, if it still verifies. */
    public Optional<Key> former() {
        return keys.stream().filter(key -> key.expires().isPresent())
                .max(java.util.Comparator.comparing(key -> key.expires().orElseThrow()));
    }
}
