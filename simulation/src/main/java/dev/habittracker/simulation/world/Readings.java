package dev.habittracker.simulation.world;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.habittracker.keyring.ring.KeyMaterial;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.VaultTime;
import dev.habittracker.keyring.ring.write.BareSecret;
import dev.habittracker.keyring.store.StoreMetadata;
import dev.habittracker.keyring.store.StoreReading;

/// A node's answer as the store's client gives it: the same as the real one makes of the same versions.
public final class Readings {

    private Readings() {}

    /// What a read of the newest version gives.
    public static StoreReading reading(SimVault.Answer answer, Duration roundTrip) {
        VaultTime time = VaultTime.of(answer.date(), roundTrip);
        SecretState state = answer.state();
        if (state.versions().isEmpty()) {
            return new StoreReading.Missing(time);
        }
        SecretState.Version newest = state.versions().getLast();
        if (!newest.readable()) {
            return new StoreReading.Deleted(time, newest.number(), newest.destroyed());
        }
        Ring ring = newest.landed();
        if (ring != null) {
            return new StoreReading.Whole(time, ring, newest.created());
        }
        KeyMaterial bare = newest.bare();
        if (bare == null) {
            throw new IllegalStateException("version " + newest.number() + " is neither");
        }
        return new StoreReading.Bare(time, new BareSecret(bare, newest.number()), newest.created(), state.ring());
    }

    /// What a look at the metadata gives.
    public static StoreMetadata metadata(SimVault.Answer answer, Duration roundTrip) {
        VaultTime time = VaultTime.of(answer.date(), roundTrip);
        List<SecretState.Version> versions = answer.state().versions();
        SecretState.@Nullable Version newest = answer.state().newest().orElse(null);
        List<Long> readable = versions.stream().filter(SecretState.Version::readable)
                .map(SecretState.Version::number).toList();
        return newest == null
                ? new StoreMetadata(time, 0, null, false, readable)
                : new StoreMetadata(time, newest.number(), newest.created(), !newest.readable(), readable);
    }
}
