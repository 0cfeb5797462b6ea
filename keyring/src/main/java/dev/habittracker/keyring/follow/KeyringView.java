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

    /// Both of the process's clocks, now.
    Moment now();

    /// A read of the store that starts at `since` or later; however many ask, one read serves them, and there is one a
    /// second at the most. Completes when the read was answered or failed, whatever it brought; never exceptionally.
    CompletableFuture<Refresh> refreshAfter(Moment since);

    /// Tells that a token of this kid came, newer than the ring in use, and could not be checked.
    void uncheckable(Kid kid);

    /// How a refresh came out.
    ///
    /// @param started  when the read was started
    /// @param answered whether the store answered
    record Refresh(Moment started, boolean answered) {

        /// Whether the answer is later than anything that a standby could have been behind by when `since` was.
        public boolean conclusiveSince(Moment since, Duration lag) {
            return answered && started.waitedSince(since).compareTo(lag) > 0;
        }
    }
}
