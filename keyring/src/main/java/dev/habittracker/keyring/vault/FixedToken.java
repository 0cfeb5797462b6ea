package dev.habittracker.keyring.vault;

import java.time.Duration;
import java.time.Instant;

import org.springframework.vault.support.VaultToken;

/// A token that somebody else looks after.
record FixedToken(VaultToken token) implements VaultLogin {

    @Override
    public Grant login(Instant now) {
        return new Grant(token, now, Duration.ZERO, false);
    }

    @Override
    public boolean ours() {
        return false;
    }
}
