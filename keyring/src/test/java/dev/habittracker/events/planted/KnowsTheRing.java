package dev.habittracker.events.planted;

import dev.habittracker.keyring.ring.Kid;

/// Planted: the contract on the library.
record KnowsTheRing(Kid kid) {}
