package dev.habittracker.rotator.reconcile;

import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/// The policy that an operator asked for, in memory.
final class MemoryAims implements Aims {

    private final AtomicReference<Aims.@Nullable Aim> aim = new AtomicReference<>();

    @Override
    public Aims.@Nullable Aim aim(String keyring) {
        return aim.get();
    }

    @Override
    public void change(String keyring, Aim changed) {
        aim.set(changed);
    }
}
