package dev.habittracker.keyring.ring;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import dev.habittracker.events.KeyRef;
import dev.habittracker.events.KidExpiry;

/// A key of the ring.
///
/// @param kid              the key's id
/// @param material         the secret part
/// @param maxTokenLifetime `L`; set from the policy, raised by a write, never lowered while the key lives
/// @param signingLease     the lease of whoever signs with it; likewise
/// @param published        when the write that put the key into the ring was decided
/// @param exp              when its last token has expired everywhere; `null` for ACTIVE and NEXT
/// @param withoutKid       whether tokens are signed with it without naming it, as plain clients expect of a secret that
///                         was put by hand
public record RingKey(Kid kid, KeyMaterial material, Duration maxTokenLifetime, Duration signingLease,
        Instant published,
        @Nullable Instant exp, boolean withoutKid) {

    /// The same key, which verifies until then and signs no more.
    public RingKey retiring(Instant exp) {
        return new RingKey(kid, material, maxTokenLifetime, signingLease, published, exp, withoutKid);
    }

    /// The same key without an expiry, its lifetime and lease raised to the policy's.
    public RingKey restored(Policy policy) {
        return new RingKey(kid, material, longer(maxTokenLifetime, policy.maxTokenLifetime()),
                longer(signingLease, policy.signingLease()), published, null, withoutKid);
    }

    /// The same key, known since later than written.
    RingKey publishedAt(Instant instant) {
        return new RingKey(kid, material, maxTokenLifetime, signingLease, instant, exp, withoutKid);
    }

    /// The key without its material.
    public KeyRef toRef() {
        return new KeyRef(kid.toString(), material.algorithm().jwtName(), maxTokenLifetime);
    }

    /// The key's id and expiry.
    ///
    /// @throws IllegalStateException where the key has no expiry
    public KidExpiry toExpiry() {
        if (exp == null) {
            throw new IllegalStateException("key " + kid + " has no exp");
        }
        return new KidExpiry(kid.toString(), exp);
    }

    static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
