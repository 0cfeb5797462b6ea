package dev.habittracker.rotator.reconcile;

import java.util.List;

import dev.habittracker.events.Position;
import dev.habittracker.events.WriteRef;

/// This rotator as a member: what it tells the others.
public interface Announcer {

    /// Tells all members of writes that an operator declared false, from now on with every status until the ring is above.
    void declareFalse(List<WriteRef> writes);

    /// Tells all members that what this process heard of above a position is false, but for what came just now.
    void forget(Position top);

    /// There is a newer ring than this process may have applied.
    void readSoon();
}
