package dev.habittracker.keyring.jwt;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import dev.habittracker.keyring.follow.Moment;
import dev.habittracker.keyring.follow.Snapshot;
import dev.habittracker.keyring.ring.Kid;

/// What signing and verifying need of whoever follows a ring. Safe for use by many threads at once.
public interface KeyringView {

    /// Both clocks of the process, now.
    Moment now();

    /// The ring in use; empty until one was put to use. Takes no lock and does no I/O.
    Optional<Snapshot> snapshot();

    /// Wants a read of the store that starts at or after `since`. However many ask, one read serves them all, and at most
    /// one a second is started for their sake; any other read that starts in time serves as well.
    ///
    /// @return completed by the first such read that was answered or failed, after [#snapshot()] shows what came of it;
    ///         never completed exceptionally, and with a failure where the view is closed
    CompletableFuture<RefreshOutcome> refreshAfter(Moment since);

    /// A token of a kid newer than the ring in use came while the store gave no answer.
    void uncheckable(Kid kid);
}
