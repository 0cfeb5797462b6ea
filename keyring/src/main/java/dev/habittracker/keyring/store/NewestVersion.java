package dev.habittracker.keyring.store;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.RingDocument;
import dev.habittracker.keyring.ring.VaultTime;
import dev.habittracker.keyring.ring.write.BareSecret;

/// Makes a reading of the newest version; the same for every store.
public final class NewestVersion {

    private NewestVersion() {}

    /// What the newest version is, and under a bare secret the newest ring below it.
    ///
    /// @param time   the store's now
    /// @param newest the newest version
    /// @param all    asked only where `newest` is a bare secret
    public static StoreReading reading(VaultTime time, SecretVersion newest, SecretVersions all) {
        return switch (newest.document()) {
            case RingDocument.Whole whole -> new StoreReading.Whole(time, whole.ring(), newest.created());
            case RingDocument.Bare bare -> new StoreReading.Bare(time,
                    new BareSecret(bare.material(), newest.version()), newest.created(), base(newest.version(), all));
            case RingDocument.Malformed malformed ->
                new StoreReading.Malformed(time, newest.version(), malformed.problem());
        };
    }

    private static @Nullable Ring base(long below, SecretVersions all) {
        List<Long> candidates = all.readable().stream().filter(version -> version < below).toList().reversed();
        for (long candidate : candidates) {
            Optional<SecretVersion> read = all.read(candidate);
            if (read.isPresent() && read.get().document() instanceof RingDocument.Whole whole) {
                return whole.ring();
            }
        }
        return null;
    }
}
