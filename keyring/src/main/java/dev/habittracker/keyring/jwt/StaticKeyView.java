package dev.habittracker.keyring.jwt;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import dev.habittracker.events.Position;
import dev.habittracker.keyring.crypto.UsableKey;
import dev.habittracker.keyring.follow.KeyringView;
import dev.habittracker.keyring.follow.Moment;
import dev.habittracker.keyring.follow.ProcessClock;
import dev.habittracker.keyring.follow.Snapshot;
import dev.habittracker.keyring.ring.Kid;

/// One key that never changes and needs no lease, for development: as if it stood in Vault as a bare secret that was read
/// just now.
public final class StaticKeyView implements KeyringView {

    private final UsableKey key;
    private final ProcessClock clock;

    /// @param key   the key
    /// @param clock the process's clock
    public StaticKeyView(UsableKey key, ProcessClock clock) {
        this.key = key;
        this.clock = clock;
    }

    @Override
    public Optional<Snapshot> snapshot() {
        Moment now = clock.now();
        return Optional.of(new Snapshot(null, key, Map.of(), new Snapshot.Identity(0, Instant.EPOCH), now, now,
                Position.NONE, Set.of(), null, false));
    }

    @Override
    public boolean ready() {
        return true;
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
        return clock.now();
    }

    @Override
    public CompletableFuture<Refresh> refreshAfter(Moment since) {
        return CompletableFuture.completedFuture(new Refresh(clock.now(), true));
    }

    @Override
    public void uncheckable(Kid kid) {
        // there is no newer ring that could know
    }
}
