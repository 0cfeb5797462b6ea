package dev.habittracker.rotator.reconcile;

import dev.habittracker.events.Position;

/// This rotator as a member: what it tells the others.
public interface Announcer {

    /// Tells all members that no ring above a position exists.
    void forget(Position top);

    /// There is a newer ring than this process may have applied.
    void readSoon();
}
