package dev.habittracker.simulation.process;

import java.time.Duration;

import dev.habittracker.keyring.ring.Ring;

/// Holds a rotator up at the worst place: after it has found its decision young enough, before the request leaves.
@FunctionalInterface
public interface Adversary {

    /// For how long.
    Duration holds(RotatorNode rotator, Ring sent);
}
