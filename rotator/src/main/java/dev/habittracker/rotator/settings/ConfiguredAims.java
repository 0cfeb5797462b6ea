package dev.habittracker.rotator.settings;

import dev.habittracker.rotator.reconcile.Aims;

/// The policy is what the configuration says.
///
/// @param configured the policy of this process's configuration
record ConfiguredAims(Aim configured) implements Aims {

    @Override
    public Aim aim(String keyring) {
        return configured;
    }

    @Override
    public void change(String keyring, Aim aim) {
        throw new UnsupportedOperationException("the policy is changed in the configuration");
    }
}
