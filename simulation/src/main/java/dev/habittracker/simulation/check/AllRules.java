package dev.habittracker.simulation.check;

import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.habittracker.events.KeyEvent;
import dev.habittracker.events.MemberStatus;
import dev.habittracker.keyring.follow.Snapshot;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.store.StoreMetadata;
import dev.habittracker.keyring.store.StoreReading;
import dev.habittracker.rotator.reconcile.Observation;
import dev.habittracker.simulation.world.SecretState;

/// Tells all who look on, in their order.
public final class AllRules implements Watch {

    private List<Watch> all = List.of();

    /// These look on from now on.
    public void hold(List<Watch> watches) {
        all = List.copyOf(watches);
    }

    private void tell(Consumer<Watch> what) {
        all.forEach(what);
    }

    @Override
    public void applied(Subject who, @Nullable Snapshot before, Snapshot after) {
        tell(watch -> watch.applied(who, before, after));
    }

    @Override
    public void heard(Subject who, KeyEvent event) {
        tell(watch -> watch.heard(who, event));
    }

    @Override
    public void told(Subject who, MemberStatus status) {
        tell(watch -> watch.told(who, status));
    }

    @Override
    public void read(Subject who, long started, StoreReading reading) {
        tell(watch -> watch.read(who, started, reading));
    }

    @Override
    public void looked(Subject who, long started, StoreMetadata metadata) {
        tell(watch -> watch.looked(who, started, metadata));
    }

    @Override
    public void signed(Subject who, Token token) {
        tell(watch -> watch.signed(who, token));
    }

    @Override
    public void judged(Subject who, Token token, Verdict verdict, String why) {
        tell(watch -> watch.judged(who, token, verdict, why));
    }

    @Override
    public void sent(Subject who, Ring ring, long expected, long gathered, long checked) {
        tell(watch -> watch.sent(who, ring, expected, gathered, checked));
    }

    @Override
    public void killed(Subject who, boolean midway) {
        tell(watch -> watch.killed(who, midway));
    }

    @Override
    public void conflicted(Subject who) {
        tell(watch -> watch.conflicted(who));
    }

    @Override
    public void written(SecretState before, SecretState.Version made, String by) {
        tell(watch -> watch.written(before, made, by));
    }

    @Override
    public void appended(Subject who, KeyEvent event) {
        tell(watch -> watch.appended(who, event));
    }

    @Override
    public void forged(KeyEvent event) {
        tell(watch -> watch.forged(event));
    }

    @Override
    public void restored(SecretState before, SecretState after) {
        tell(watch -> watch.restored(before, after));
    }

    @Override
    public void recreated() {
        tell(Watch::recreated);
    }

    @Override
    public void observed(Subject who, Observation seen) {
        tell(watch -> watch.observed(who, seen));
    }

    @Override
    public void ended() {
        tell(Watch::ended);
    }
}
