package dev.habittracker.keyring.follow;

import org.jspecify.annotations.Nullable;

/// How a process comes to its first ring: it is announced, has heard what stands in the topics, and then reads. Where
/// Kafka is away nothing tells whether a read met a standby that lags, and a second one, `lag` later, decides.
final class Joining {

    private final MemberSettings settings;
    private final Problems problems;
    private boolean announced;
    private boolean caughtUp;
    private @Nullable Moment firstReadWithoutBus;

    Joining(MemberSettings settings, Problems problems) {
        this.settings = settings;
        this.problems = problems;
    }

    void announced() {
        announced = true;
    }

    void caughtUp() {
        caughtUp = true;
        problems.resolve(Problem.BUS_UNHEARD);
    }

    /// Whether the store may be asked.
    boolean mayRead() {
        return !settings.bus() || announced && caughtUp || busAway();
    }

    /// Whether what a read gave may be the first to be put to use.
    ///
    /// @param started when the read was started
    boolean mayUse(Moment started, Moment now) {
        if (settings.bus() && caughtUp && !busAway()) {
            return true;
        }
        if (firstReadWithoutBus == null) {
            firstReadWithoutBus = now;
        }
        return started.waitedSince(firstReadWithoutBus).compareTo(settings.timing().lag()) >= 0;
    }

    private boolean busAway() {
        return problems.stands(Problem.BUS_UNREACHABLE) || problems.stands(Problem.BUS_UNHEARD);
    }
}
