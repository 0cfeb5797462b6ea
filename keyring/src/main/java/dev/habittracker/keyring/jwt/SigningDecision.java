package dev.habittracker.keyring.jwt;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.habittracker.keyring.crypto.UsableKey;
import dev.habittracker.keyring.follow.Moment;
import dev.habittracker.keyring.follow.Snapshot;
import dev.habittracker.keyring.ring.Kid;
import dev.habittracker.keyring.ring.RingKey;
import dev.habittracker.keyring.ring.Seconds;

/// Whether this process may sign now, and with what. Pure.
///
/// It may while the lease of the key lasts, which only a read of the store as new as anything heard of renews; with the
/// ACTIVE key, or after a revocation that was only heard with the one that its event names; and not while the ring in the
/// store is another line than the one in use.
public sealed interface SigningDecision {

    /// Sign.
    ///
    /// @param key     with this key
    /// @param kid     which the header names; `null` where it names none
    /// @param issued  the second that now lies in
    /// @param expires the token's `exp`, whole seconds
    /// @param capped  whether a longer life was asked for than the key allows
    record Sign(UsableKey key, @Nullable Kid kid, Instant issued, Instant expires,
            boolean capped) implements SigningDecision {}

    /// Do not.
    record Refuse(String reason) implements SigningDecision {}

    /// @param snapshot the ring in use, taken after `now` was read; `null` for none
    /// @param lifetime how long the token is to live; `null` for as long as it may
    static SigningDecision decide(@Nullable Snapshot snapshot, Moment now, @Nullable Duration lifetime,
            SignerSettings settings) {
        if (snapshot == null) {
            return new Refuse("no ring was read so far");
        }
        if (snapshot.forked()) {
            return new Refuse("the ring in Vault does not descend from the one in use");
        }
        if (snapshot.bareMayBeRevoked()) {
            return new Refuse("a key was revoked, and the ring that tells whether it is the secret in use has not been"
                    + " read yet");
        }
        UsableKey bare = snapshot.bare();
        if (bare != null) {
            return underLease(snapshot, now, settings.signingLease(),
                    sign(bare, null, now, lifetime, settings.maxTokenLifetime()));
        }
        Optional<RingKey> ringKey = snapshot.signingKey();
        if (ringKey.isEmpty()) {
            return new Refuse("the active key was revoked, and its successor has not been read yet");
        }
        RingKey key = ringKey.get();
        return snapshot.key(key.kid())
                .map(usable -> underLease(snapshot, now, key.signingLease(), sign(usable,
                        key.withoutKid() ? null : key.kid(), now, lifetime, key.maxTokenLifetime())))
                .orElseGet(() -> new Refuse("key " + key.kid() + " cannot be used by this process"));
    }

    private static SigningDecision underLease(Snapshot snapshot, Moment now, Duration lease, Sign sign) {
        return snapshot.leaseLasts(lease, now)
                ? sign
                : new Refuse("the lease of " + Seconds.text(lease)
                        + " is over: no read of Vault was as new as what was heard of");
    }

    private static Sign sign(UsableKey key, @Nullable Kid kid, Moment now, @Nullable Duration lifetime,
            Duration longest) {
        boolean capped = lifetime != null && lifetime.compareTo(longest) > 0;
        Duration granted = lifetime == null || capped ? longest : lifetime;
        return new Sign(key, kid, now.wall().truncatedTo(ChronoUnit.SECONDS),
                now.wall().plus(granted).truncatedTo(ChronoUnit.SECONDS), capped);
    }
}
