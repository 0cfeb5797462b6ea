package dev.habittracker.rotator.decide;

import dev.habittracker.events.Position;
import dev.habittracker.keyring.ring.Ring;

/// The sentence for commands that were given on sight of another ring than the one that stands.
public final class Outdated {

    private Outdated() {}

    /// Says what was seen and what stands.
    public static String explain(Position view, Ring ring) {
        return "the command was given on sight of the ring at " + view + ", but the ring is at " + ring.position()
                + " by now, signing with " + ring.active() + ": look at it again and repeat the command";
    }
}
