package dev.habittracker.keyring.ring.write;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import dev.habittracker.events.WriteHeader;
import dev.habittracker.keyring.ring.KeyMint;
import dev.habittracker.keyring.ring.VaultTime;

/// What a write needs besides the ring.
///
/// @param keyring   the keyring's name
/// @param version   the KV version that the write will make: its check-and-set value plus one
/// @param writeId   random; tells this write from another one of the same number
/// @param now       Vault's now, as the decision saw it
/// @param reason    why, as a sentence for an operator
/// @param requestId the request that asked for it; `null` where none did
/// @param by        who decided
/// @param mint      gives fresh keys
public record WriteContext(String keyring, long version, String writeId, VaultTime now, String reason,
        @Nullable String requestId, String by, KeyMint mint) {

    /// When the write counts as decided: not before Vault's now, so that neither expiries nor what a reader adds for a
    /// late landing come out too short.
    public Instant decided() {
        return now.latest();
    }

    WriteHeader header(long epoch) {
        return new WriteHeader(keyring, epoch, version, writeId, decided(), reason, requestId, by);
    }

    /// The epoch of a ring that begins with this write.
    long freshEpoch() {
        return decided().getEpochSecond();
    }
}
