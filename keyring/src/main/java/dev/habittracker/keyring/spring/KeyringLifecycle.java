package dev.habittracker.keyring.spring;

import org.springframework.context.SmartLifecycle;

import dev.habittracker.keyring.Keyring;

/// Follows the keyring from before the web server starts until after it has stopped, so that requests under way at a
/// shutdown are still served. A context that is stopped, or paused by a test, and started again follows again, as another
/// member.
final class KeyringLifecycle implements SmartLifecycle {

    /// Far before the web server (`DEFAULT_PHASE - 2048`) and message listeners, which start later and stop earlier.
    static final int PHASE = -1_000_000;

    private final Keyring keyring;
    private volatile boolean running;

    KeyringLifecycle(Keyring keyring) {
        this.keyring = keyring;
    }

    @Override
    public void start() {
        keyring.start();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        keyring.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
