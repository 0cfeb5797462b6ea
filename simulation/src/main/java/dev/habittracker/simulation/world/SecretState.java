package dev.habittracker.simulation.world;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import dev.habittracker.keyring.ring.KeyMaterial;
import dev.habittracker.keyring.ring.Ring;

/// All versions of the secret at one time. Immutable, so that a standby that lags and a backup are nothing but older values.
///
/// @param since    true nanoseconds since when Vault is so
/// @param versions ascending
public record SecretState(long since, List<Version> versions) {

    /// As many versions as the real store is told to keep.
    static final int KEPT = Ring.JOURNAL_LIMIT;

    /// One KV version.
    ///
    /// @param number    the KV version
    /// @param created   when Vault made it, by the clock of the node that was active
    /// @param ring      its ring as it was written; `null` for a bare secret
    /// @param landed    its ring as every reader takes it, reckoned once, since neither ever changes
    /// @param bare      the secret without a ring; `null` for a ring
    /// @param deleted   whether it was deleted
    /// @param destroyed whether it is gone for good
    public record Version(long number, Instant created, @Nullable Ring ring, @Nullable Ring landed,
            @Nullable KeyMaterial bare, boolean deleted, boolean destroyed) {

        static Version of(long number, Instant created, Ring ring) {
            return new Version(number, created, ring, ring.landed(created), null, false, false);
        }

        static Version of(long number, Instant created, KeyMaterial bare) {
            return new Version(number, created, null, null, bare, false, false);
        }

        /// Whether its content can be read.
        public boolean readable() {
            return !deleted && !destroyed;
        }

        Version asDeleted(boolean deleted) {
            return new Version(number, created, ring, landed, bare, deleted, destroyed);
        }

        Version asDestroyed() {
            return new Version(number, created, ring, landed, bare, deleted, true);
        }
    }

    public SecretState {
        versions = List.copyOf(versions);
    }

    /// The newest version's number; 0 for none.
    public long current() {
        return versions.isEmpty() ? 0 : versions.getLast().number();
    }

    /// The newest version.
    public Optional<Version> newest() {
        return versions.isEmpty() ? Optional.empty() : Optional.of(versions.getLast());
    }

    /// The ring that stands: the newest version's, or the newest readable one below a bare secret.
    public @Nullable Ring ring() {
        for (Version version : versions.reversed()) {
            Ring ring = version.landed();
            if (version.readable() && ring != null) {
                return ring;
            }
        }
        return null;
    }

    /// The ring that the next write is made of: the newest version's even where it was deleted, since whoever read it before
    /// may write on; below a bare secret the newest readable one.
    public @Nullable Ring base() {
        Version newest = versions.isEmpty() ? null : versions.getLast();
        Ring ring = newest == null ? null : newest.landed();
        return ring == null ? ring() : ring;
    }

    SecretState with(Version made, long at) {
        List<Version> next = new ArrayList<>(versions);
        next.add(made);
        return new SecretState(at, next.subList(Math.max(0, next.size() - KEPT), next.size()));
    }

    SecretState mapping(Predicate<Version> which, UnaryOperator<Version> change, long at) {
        return new SecretState(at,
                versions.stream().map(version -> which.test(version) ? change.apply(version) : version).toList());
    }

    SecretState from(long at) {
        return new SecretState(at, versions);
    }
}
