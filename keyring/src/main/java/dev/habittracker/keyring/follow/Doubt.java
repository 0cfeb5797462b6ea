package dev.habittracker.keyring.follow;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/// Since when the store gives a ring that is older than the one in use, or of another line. A standby that lags gives such
/// a ring too, so it counts only when a read that began `lag` after the first gives it again.
final class Doubt {

    private @Nullable Moment since;

    /// Such a ring was read.
    ///
    /// @param started when the read was started
    /// @return whether it counts
    boolean confirmedBy(Moment started, Duration lag, Moment now) {
        if (since == null) {
            since = now;
        }
        return started.waitedSince(since).compareTo(lag) >= 0;
    }

    /// A ring of the right line was read.
    void clear() {
        since = null;
    }

    boolean stands() {
        return since != null;
    }
}
