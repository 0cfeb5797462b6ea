package dev.habittracker.keyring.follow;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.habittracker.keyring.crypto.UsableKey;
import dev.habittracker.keyring.ring.CarriedKey;
import dev.habittracker.keyring.ring.KeyMaterial;
import dev.habittracker.keyring.ring.Kid;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.RingKey;

/// Makes the keys of a ring ready, each once: those of the ring in use are taken over.
final class SnapshotBuilder {

    /// Keys ready for use, and those that cannot be used, with the reason.
    record Prepared(Map<Kid, UsableKey> usable, Map<Kid, String> unusable) {}

    private SnapshotBuilder() {}

    /// @param former the snapshot in use, whose material serves the `carried` kids of the ring; `null` before the first
    static Prepared prepare(Ring ring, @Nullable Snapshot former) {
        Map<Kid, UsableKey> held = former == null ? Map.of() : former.keys();
        Map<Kid, UsableKey> usable = new HashMap<>();
        Map<Kid, String> unusable = new LinkedHashMap<>();
        for (RingKey key : ring.keys()) {
            UsableKey known = held.get(key.kid());
            if (known != null && known.material().equals(key.material())) {
                usable.put(key.kid(), known);
            } else {
                prepare(key.kid(), key.material(), usable, unusable);
            }
        }
        Set<Kid> carried = ring.carried().stream().map(CarriedKey::kid).collect(Collectors.toSet());
        held.forEach((kid, key) -> {
            if (carried.contains(kid)) {
                usable.put(kid, key);
            }
        });
        return new Prepared(usable, unusable);
    }

    private static void prepare(Kid kid, KeyMaterial material, Map<Kid, UsableKey> usable, Map<Kid, String> unusable) {
        try {
            UsableKey key = UsableKey.of(material);
            key.selfTest().ifPresentOrElse(problem -> unusable.put(kid, problem), () -> usable.put(kid, key));
        } catch (IllegalArgumentException e) {
            unusable.put(kid, String.valueOf(e.getMessage()));
        }
    }
}
