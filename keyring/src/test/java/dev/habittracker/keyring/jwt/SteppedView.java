package dev.habittracker.keyring.jwt;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import dev.habittracker.events.Position;
import dev.habittracker.keyring.crypto.UsableKey;
import dev.habittracker.keyring.follow.KeyringView;
import dev.habittracker.keyring.follow.Moment;
import dev.habittracker.keyring.follow.Snapshot;
import dev.habittracker.keyring.ring.KeyMaterial;
import dev.habittracker.keyring.ring.Kid;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.RingKey;
import dev.habittracker.keyring.ring.Rings;

/// A view whose clock and ring a test sets. A refresh takes 300 ms and applies what the test has put into the store.
class SteppedView implements KeyringView {

    Moment now = new Moment(Rings.START, Duration.ofHours(1));
    @Nullable
    Snapshot snapshot;
    @Nullable
    Ring inStore;
    @Nullable
    KeyMaterial bareInStore;
    boolean storeAnswers = true;
    int reads;
    private @Nullable Ring behindStandby;
    private @Nullable Moment standbyCatchesUp;
    final Set<Kid> uncheckable = new HashSet<>();

    /// Puts a ring to use that was read now.
    SteppedView use(Ring ring) {
        Map<Kid, UsableKey> keys = new HashMap<>();
        ring.keys().forEach(key -> keys.put(key.kid(), UsableKey.of(key.material())));
        snapshot = new Snapshot(ring, null, keys, new Snapshot.Identity(ring.version(), Rings.START), now, now,
                ring.position(), Set.of(), null, false);
        inStore = ring;
        return this;
    }

    /// Puts a ring to use with the material of one more key, which it lists as carried.
    void useHolding(Ring ring, RingKey carried) {
        use(ring);
        Snapshot plain = snapshot().orElseThrow();
        Map<Kid, UsableKey> keys = new HashMap<>(plain.keys());
        keys.put(carried.kid(), UsableKey.of(carried.material()));
        snapshot = new Snapshot(ring, null, keys, plain.identity(), now, now, plain.heard(), Set.of(), null, false);
    }

    /// Puts a secret to use that no rotator has taken into a ring.
    void useBare(KeyMaterial secret) {
        bareInStore = secret;
        snapshot = new Snapshot(null, UsableKey.of(secret), Map.of(), new Snapshot.Identity(1, Rings.START), now, now,
                Position.NONE, Set.of(), null, false);
    }

    /// Vault was restored from a backup.
    void fork() {
        Snapshot ring = snapshot().orElseThrow();
        snapshot = new Snapshot(ring.ring(), null, ring.keys(), ring.identity(), ring.appliedAt(), ring.leaseStart(),
                ring.heard(), Set.of(), null, true);
    }

    /// An event told of a ring at a position.
    void hear(Position position) {
        Snapshot ring = snapshot().orElseThrow();
        snapshot = new Snapshot(ring.ring(), null, ring.keys(), ring.identity(), ring.appliedAt(), ring.leaseStart(),
                position, Set.of(), null, false);
    }

    /// An event told of the revocation of a kid at a position, and of the key that signs from then on.
    void hear(Position position, Kid revoked, Kid active) {
        Snapshot ring = snapshot().orElseThrow();
        snapshot = new Snapshot(ring.ring(), null, ring.keys(), ring.identity(), ring.appliedAt(), ring.leaseStart(),
                position, Set.of(revoked), active, false);
    }

    /// An event told of the revocation of a kid at a position.
    void hear(Position position, Kid revoked) {
        Snapshot ring = snapshot().orElseThrow();
        snapshot = new Snapshot(ring.ring(), ring.bare(), ring.keys(), ring.identity(), ring.appliedAt(),
                ring.leaseStart(),
                position, Set.of(revoked), null, false);
    }

    /// Reads are answered by a standby that has a ring from a moment on.
    void inStoreLater(Ring ring, Moment from) {
        behindStandby = ring;
        standbyCatchesUp = from;
    }

    void step(Duration elapsed) {
        now = now.plus(elapsed);
    }

    @Override
    public Optional<Snapshot> snapshot() {
        return Optional.ofNullable(snapshot);
    }

    @Override
    public boolean ready() {
        return snapshot != null;
    }

    @Override
    public List<String> problems() {
        return List.of();
    }

    @Override
    public Optional<Duration> clockOffset() {
        return Optional.empty();
    }

    @Override
    public Moment now() {
        return now;
    }

    @Override
    public CompletableFuture<Refresh> refreshAfter(Moment since) {
        reads++;
        step(Duration.ofMillis(300));
        if (standbyCatchesUp != null && now.reached(standbyCatchesUp)) {
            inStore = behindStandby;
        }
        Ring ring = inStore;
        KeyMaterial bare = bareInStore;
        if (storeAnswers && ring != null) {
            use(ring);
        } else if (storeAnswers && bare != null) {
            useBare(bare);
        }
        return CompletableFuture.completedFuture(new Refresh(now, storeAnswers));
    }

    @Override
    public void uncheckable(Kid kid) {
        uncheckable.add(kid);
    }
}
