package dev.habittracker.keyring.follow;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import dev.habittracker.keyring.ring.Kid;

/// What signing and verifying need of whoever follows a ring. Safe for use by many threads at once; only the future of
/// [#refreshAfter(Moment)] takes time.
public interface KeyringView {

    /// What to go by; empty until a ring or a bare secret was put to use. Takes no lock and does no I/O.
    Optional<Snapshot> snapshot();

    /// Whether the process may take requests.
    boolean ready();

    /// The problems that stand now, as `label: message`, without secrets.
    List<String> problems();

    /// Vault's clock less this process's, by its last answer; empty before the first.
    Optional<Duration> clockOffset();

    /// Both of the process's clocks, now.
    Moment now();

    /// Wants a read of the store that starts at or after `since`. However many ask, one read serves them all, and at most
    /// one a second is started for their sake; any other read that starts in time serves as well.
    ///
    /// @return completed by the first such read that was answered or failed, after [#snapshot()] shows what came of it;
    ///         never completed exceptionally, and with a failure where the view is closed
    CompletableFuture<Refresh> refreshAfter(Moment since);

    /// Tells that a token of this kid came, newer than the ring in use, and could not be checked.
    void uncheckable(Kid kid);

    /// How a refresh came out.
    ///
    /// @param started  when the read was started
    /// @param answered whether the store answered with keys
    record Refresh(Moment started, boolean answered) {

        /// Whether the answer is later than anything that a standby could have been behind by when `since` was.
        public boolean conclusiveSince(Moment since, Duration lag) {
            return answered && started.waitedSince(since).compareTo(lag) > 0;
        }
    }
}
