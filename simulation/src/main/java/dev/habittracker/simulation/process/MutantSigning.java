package dev.habittracker.simulation.process;

import java.util.Comparator;

import org.jspecify.annotations.Nullable;

import dev.habittracker.keyring.crypto.UsableKey;
import dev.habittracker.keyring.follow.Moment;
import dev.habittracker.keyring.follow.Snapshot;
import dev.habittracker.keyring.jwt.SigningDecision;
import dev.habittracker.keyring.ring.Kid;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.RingKey;

/// What a member signs with, where a mutant has it sign with something else or at another time.
final class MutantSigning {

    /// @param kid  what the header names; `null` for none
    /// @param with the key that signs
    record Key(@Nullable Kid kid, UsableKey with) {}

    private MutantSigning() {}

    static @Nullable Snapshot snapshot(Scene scene, @Nullable Snapshot snapshot, Moment now, @Nullable Moment heard) {
        if (snapshot == null) {
            return null;
        }
        if (scene.has(Mutant.NO_LEASE)) {
            return leasedFrom(snapshot, now);
        }
        return heard != null && scene.has(Mutant.LEASE_FROM_KAFKA) ? leasedFrom(snapshot, heard) : snapshot;
    }

    static Snapshot leasedFrom(Snapshot snapshot, Moment start) {
        return new Snapshot(snapshot.ring(), snapshot.bare(), snapshot.keys(), snapshot.identity(),
                snapshot.appliedAt(), start, snapshot.heard(), snapshot.revokedHeard(), snapshot.signInstead(),
                snapshot.forked());
    }

    static Key key(Scene scene, @Nullable Snapshot snapshot, SigningDecision.Sign sign) {
        Ring ring = snapshot == null ? null : snapshot.ring();
        if (!scene.has(Mutant.SIGN_BY_LATEST) || ring == null || snapshot == null) {
            return new Key(sign.kid(), sign.key());
        }
        Kid latest = ring.keys().stream().max(Comparator.comparing(RingKey::published)).orElseThrow().kid();
        UsableKey key = snapshot.keys().get(latest);
        return key == null ? new Key(sign.kid(), sign.key()) : new Key(latest, key);
    }
}
