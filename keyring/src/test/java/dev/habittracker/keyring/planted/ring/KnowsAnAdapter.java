package dev.habittracker.keyring.planted.ring;

import dev.habittracker.keyring.store.RingStore;

/// Planted: the ring knows of its store.
record KnowsAnAdapter(RingStore store) {}
