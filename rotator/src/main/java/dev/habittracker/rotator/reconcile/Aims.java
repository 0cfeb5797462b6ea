package dev.habittracker.rotator.reconcile;

import dev.habittracker.keyring.ring.Policy;

/// The policy that each keyring should have. The last change counts, whether it came from the configuration of a rotator
/// that was started or from an operator.
public interface Aims {

    /// A policy, and whether it may exchange symmetric for public-key algorithms or the other way round.
    record Aim(Policy policy, boolean allowKindChange) {}

    /// What the keyring should have.
    ///
    /// @throws UnavailableException where the database gives no answer
    Aim aim(String keyring);

    /// Changes it.
    ///
    /// @throws UnavailableException where the database gives no answer
    void change(String keyring, Aim aim);
}
