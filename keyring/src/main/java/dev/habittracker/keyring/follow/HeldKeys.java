package dev.habittracker.keyring.follow;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.habittracker.events.HeldKey;
import dev.habittracker.keyring.crypto.UsableKey;
import dev.habittracker.keyring.ring.Kid;

/// The keys that a process holds, as its statuses list them: those that it can use by kid, then the others.
///
/// @param usable   keys that passed their self-test
/// @param unusable keys that cannot be used here, with the reason
/// @param listed   both, made once: a status is drafted at every step, and the keys change with the ring alone
record HeldKeys(Map<Kid, UsableKey> usable, Map<Kid, String> unusable, List<HeldKey> listed) {

    static final HeldKeys NONE = of(Map.of(), Map.of());

    static HeldKeys of(Map<Kid, UsableKey> usable, Map<Kid, String> unusable) {
        return new HeldKeys(usable, unusable,
                Stream.concat(
                        usable.keySet().stream().map(Kid::toString).sorted().map(kid -> new HeldKey(kid, true, null)),
                        unusable.entrySet().stream()
                                .map(key -> new HeldKey(key.getKey().toString(), false, key.getValue())))
                        .toList());
    }

    /// The same, unless the ring in use holds others by now.
    HeldKeys in(Map<Kid, UsableKey> usable, Map<Kid, String> unusable) {
        return this.usable == usable && this.unusable == unusable ? this : of(usable, unusable);
    }
}
