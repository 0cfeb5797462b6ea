package dev.habittracker.rotator.reconcile;

import java.time.Clock;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.VaultTime;
import dev.habittracker.keyring.store.InMemoryRingStore;
import dev.habittracker.keyring.store.NewestVersion;
import dev.habittracker.keyring.store.RingStore;
import dev.habittracker.keyring.store.SecretVersion;
import dev.habittracker.keyring.store.StoreException;
import dev.habittracker.keyring.store.StoreMetadata;
import dev.habittracker.keyring.store.StoreReading;
import dev.habittracker.keyring.store.StoreWrite;

/// A node of Vault whose reads may be behind, and which may refuse to destroy. Writes go to the active node.
final class Standby implements RingStore {

    private final InMemoryRingStore active;
    private final Clock clock;
    int lag;
    boolean refuseToDestroy;
    @Nullable
    StoreReading stale;

    Standby(InMemoryRingStore active, Clock clock) {
        this.active = active;
        this.clock = clock;
    }

    @Override
    public StoreReading read() {
        if (stale != null) {
            return stale;
        }
        Optional<SecretVersion> older = lag == 0
                ? Optional.empty()
                : active.read(active.metadata().currentVersion() - lag);
        return older.map(version -> NewestVersion.reading(VaultTime.exactly(clock.instant()), version, active))
                .orElseGet(active::read);
    }

    @Override
    public StoreMetadata metadata() {
        return active.metadata();
    }

    @Override
    public StoreWrite write(Ring ring, long expected) {
        return active.write(ring, expected);
    }

    @Override
    public void destroyBelow(long version) {
        if (refuseToDestroy) {
            throw new StoreException(StoreException.Kind.DENIED, "destroy: permission denied");
        }
        active.destroyBelow(version);
    }

    @Override
    public void undelete(long version) {
        active.undelete(version);
    }
}
