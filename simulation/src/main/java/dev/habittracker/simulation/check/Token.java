package dev.habittracker.simulation.check;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import dev.habittracker.keyring.crypto.UsableKey;
import dev.habittracker.keyring.ring.Kid;

/// A token that some process issued.
///
/// @param kid     what its header names; `null` for none
/// @param key     what it is signed with
/// @param expires its `exp`
/// @param issued  true nanoseconds when the signer looked at its clock
/// @param signer  who issued it
/// @param number  tells it from others
public record Token(@Nullable Kid kid, UsableKey key, Instant expires, long issued, String signer, int number) {

    @Override
    public String toString() {
        return "token " + number + " of kid " + kid + ", exp " + expires;
    }
}
