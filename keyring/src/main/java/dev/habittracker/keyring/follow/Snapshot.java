package dev.habittracker.keyring.follow;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.habittracker.events.Position;
import dev.habittracker.keyring.crypto.UsableKey;
import dev.habittracker.keyring.ring.KeyState;
import dev.habittracker.keyring.ring.Kid;
import dev.habittracker.keyring.ring.Policy;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.RingKey;

/// All that signing and verifying need, as one immutable value. A member swaps it whole; whoever reads it takes no lock.
///
/// @param ring         the ring in use; `null` while a bare secret without a ring stands in Vault
/// @param bare         that bare secret; `null` where there is a ring
/// @param keys         the keys held, ready for use, by kid: the ring's, and those for `carried`
/// @param identity     the KV version last read and when it was made
/// @param appliedAt    when the ring was put to use
/// @param leaseStart   start of the last read that was as new as anything heard of; `null` before the first
/// @param heard        the highest position heard of
/// @param revokedHeard kids that an event revoked and that no ring applied so far has dealt with
/// @param signInstead  the ACTIVE key that the newest such event names; `null` where there is none
/// @param forked       whether the ring in Vault does not descend from this one
public record Snapshot(@Nullable Ring ring, @Nullable UsableKey bare, Map<Kid, UsableKey> keys, Identity identity,
        Moment appliedAt, @Nullable Moment leaseStart, Position heard, Set<Kid> revokedHeard, @Nullable Kid signInstead,
        boolean forked) {

    /// What tells a KV version from any other, also from one of the same number after a restore.
    ///
    /// @param version the KV version
    /// @param created when Vault made it
    public record Identity(long version, Instant created) {}

    public Snapshot {
        if ((ring == null) == (bare == null)) {
            throw new IllegalArgumentException("a snapshot is of a ring or of a bare secret");
        }
        keys = Map.copyOf(keys);
        revokedHeard = Set.copyOf(revokedHeard);
    }

    /// The ring's place in the order; below every ring for a bare secret.
    public Position position() {
        return ring == null ? Position.NONE : ring.position();
    }

    /// What a kid is, as far as this process knows: a revocation that was only heard counts, and so does a carried key
    /// only where its material is here.
    public KeyState stateOf(Kid kid, Instant now) {
        if (ring == null || revokedHeard.contains(kid)) {
            return KeyState.ABSENT;
        }
        KeyState state = ring.stateOf(kid, now);
        return state == KeyState.CARRIED && !keys.containsKey(kid) ? KeyState.ABSENT : state;
    }

    /// The key of a kid, where it is held.
    public Optional<UsableKey> key(Kid kid) {
        return Optional.ofNullable(keys.get(kid));
    }

    /// The key that this process would sign with, leave its lease aside: ACTIVE, or the one that a revocation's event
    /// names in its place; empty where the ring's ACTIVE key was revoked and its successor is not held, or is a RETIRING key
    /// here. Who has the same ring refuses that one's tokens after its `exp`, whatever was heard since.
    public Optional<RingKey> signingKey() {
        if (ring == null) {
            return Optional.empty();
        }
        if (!revokedHeard.contains(ring.active())) {
            return Optional.of(ring.activeKey());
        }
        return Optional.ofNullable(signInstead).filter(kid -> !revokedHeard.contains(kid)).flatMap(ring::find)
                .filter(key -> key.exp() == null);
    }

    /// Whether a revocation was heard that may be the bare secret's: only the ring that adopted it tells which kid it has.
    public boolean bareMayBeRevoked() {
        return ring == null && !revokedHeard.isEmpty();
    }

    /// Symmetric keys to try for a token that names none: ACTIVE first, then the RETIRING ones, newest first, three in
    /// all; or the bare secret.
    public List<UsableKey> keysWithoutKid(Instant now) {
        if (ring == null) {
            return bare == null ? List.of() : List.of(bare);
        }
        return Stream.concat(Stream.of(ring.activeKey()), ring.retiringKeys().stream())
                .map(RingKey::kid).filter(kid -> stateOf(kid, now).verifies()).map(keys::get)
                .filter(Objects::nonNull).filter(key -> key.algorithm().symmetric()).limit(3).toList();
    }

    /// Whether the lease of a key still lasts: it starts with the last read that was as new as anything heard of.
    public boolean leaseLasts(Duration lease, Moment now) {
        return leaseStart != null && now.since(leaseStart).compareTo(lease) < 0;
    }

    /// The rules in force; empty for a bare secret.
    public Optional<Policy> policy() {
        return Optional.ofNullable(ring).map(Ring::policy);
    }

    Snapshot renewed(Moment start) {
        return new Snapshot(ring, bare, keys, identity, appliedAt, start, heard, revokedHeard, signInstead, forked);
    }

    Snapshot withHearing(Hearing hearing) {
        return new Snapshot(ring, bare, keys, identity, appliedAt, leaseStart, hearing.position(), hearing.revoked(),
                hearing.signInstead(), forked);
    }

    Snapshot asFork(boolean forked) {
        return new Snapshot(ring, bare, keys, identity, appliedAt, leaseStart, heard, revokedHeard, signInstead,
                forked);
    }

    Snapshot read(Identity identity) {
        return new Snapshot(ring, bare, keys, identity, appliedAt, leaseStart, heard, revokedHeard, signInstead,
                forked);
    }

    /// Position and kids only.
    @Override
    public String toString() {
        return "Snapshot[" + position() + ", kids " + keys.keySet() + "]";
    }
}
