package dev.habittracker.rotator.decide;

import java.util.Optional;

import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.rotator.known.Gathered;

/// One question about a ring that stands whole in Vault. The first check that answers decides.
@FunctionalInterface
interface Check {

    /// What is to be done; empty where this check has nothing to say.
    Optional<Decision> of(Gathered known, Ring ring);

    /// What the check sees to, where the rest can go on without it.
    default Optional<Upkeep> upkeep() {
        return Optional.empty();
    }
}
