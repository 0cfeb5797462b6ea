package dev.habittracker.rotator.reconcile;

import org.jspecify.annotations.Nullable;

import dev.habittracker.keyring.ring.Policy;

/// The policy that an operator asked for, for each keyring. The configuration of a rotator gives a new ring its policy and
/// changes none that stands, so that nodes which are configured differently do not take turns with it.
public interface Aims {

    /// A policy, and whether it may exchange symmetric for public-key algorithms or the other way round.
    record Aim(Policy policy, boolean allowKindChange) {}

    /// What the keyring should have; `null` where no operator has asked for a policy yet.
    ///
    /// @throws UnavailableException where the database gives no answer
    @Nullable
    Aim aim(String keyring);

    /// An operator asks for a policy.
    ///
    /// @throws UnavailableException where the database gives no answer
    void change(String keyring, Aim aim);
}
