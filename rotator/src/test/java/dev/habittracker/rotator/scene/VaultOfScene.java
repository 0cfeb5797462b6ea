package dev.habittracker.rotator.scene;

import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.LongStream;

import org.jspecify.annotations.Nullable;

import dev.habittracker.events.KeyEvent;
import dev.habittracker.keyring.ring.KeyMaterial;
import dev.habittracker.keyring.ring.KeyMint;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.VaultTime;
import dev.habittracker.keyring.ring.write.BareSecret;
import dev.habittracker.keyring.ring.write.RingWrite;
import dev.habittracker.keyring.ring.write.WriteContext;
import dev.habittracker.keyring.ring.write.WriteOutcome;
import dev.habittracker.keyring.store.StoreReading;

import static org.assertj.core.api.Assertions.assertThat;

/// The secret of a scene, as Vault has it.
final class VaultOfScene {

    private final KeyMint mint = new CountingMint();
    private final TreeSet<Long> readable = new TreeSet<>();
    private @Nullable Ring ring;
    private @Nullable BareSecret bare;
    private @Nullable StoreReading told;
    private long version;
    private int writes;

    KeyEvent write(RingWrite write, @Nullable String requestId, VaultTime now) {
        WriteContext context = new WriteContext(Story.KEYRING, version + 1, "w-" + ++writes, now, "a test asked for it",
                requestId, "olga", mint);
        WriteOutcome outcome = write.applyTo(ring, context);
        assertThat(outcome).isInstanceOf(WriteOutcome.Written.class);
        WriteOutcome.Written written = (WriteOutcome.Written) outcome;
        ring = written.ring();
        bare = null;
        version = ring.version();
        readable.add(version);
        return written.event();
    }

    void put(KeyMaterial material) {
        version++;
        bare = new BareSecret(material, version);
        readable.add(version);
    }

    void restore(Ring earlier) {
        ring = earlier;
        bare = null;
        version = earlier.version();
        readable.removeIf(each -> each > version);
    }

    void has(StoreReading reading) {
        told = reading;
    }

    void readableFrom(long first) {
        readable.clear();
        LongStream.rangeClosed(first, version).forEach(readable::add);
    }

    boolean isEmpty() {
        return ring == null;
    }

    Ring ring() {
        return Objects.requireNonNull(ring, "there is no ring yet");
    }

    long version() {
        return version;
    }

    List<Long> readable() {
        return List.copyOf(readable);
    }

    StoreReading reading(VaultTime now) {
        if (told != null) {
            return told;
        }
        if (bare != null) {
            return new StoreReading.Bare(now, bare, now.earliest(), ring);
        }
        return ring == null
                ? new StoreReading.Missing(now)
                : new StoreReading.Whole(now, ring, ring.journal().getLast().decided());
    }
}
