package dev.habittracker.rotator.reconcile;

import java.time.Duration;

import dev.habittracker.rotator.decide.Decision;
import dev.habittracker.rotator.decide.Outcome;
import dev.habittracker.rotator.known.OpenRequest;

/// Counts what a rotator does.
public interface Tally {

    /// What became of a write that was decided.
    enum Result {

        /** It was done. */
        WRITTEN,

        /** Somebody else wrote first. */
        LOST,

        /** It was too old to be sent, or keys had to be made first; it is decided anew. */
        EXPIRED,

        /** The ring does not allow it. */
        REFUSED
    }

    /// A write was tried.
    void tried(Decision.Write decision, Result result);

    /// A request came to its end.
    void finished(OpenRequest request, Outcome outcome);

    /// One reconciliation, from its start to where there was nothing more to do.
    void reconciled(Duration took);
}
