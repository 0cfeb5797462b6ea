package dev.habittracker.rotator.schedule;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.habittracker.keyring.follow.Moment;
import dev.habittracker.keyring.follow.ProcessClock;
import dev.habittracker.rotator.known.Gathered;
import dev.habittracker.rotator.known.Past;
import dev.habittracker.rotator.reconcile.Observation;
import dev.habittracker.rotator.reconcile.Reconciler;

/// Looks at the keyring on every node, where the clustered tick has not done so of late: what metrics and health tell is
/// then never old. While the database is away Quartz fires nowhere; then this node does what is to be done, so that a
/// revocation's event still reaches Kafka. It does so too while the database is there and the tick fires on no node all the
/// same.
public final class Watch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    private final Reconciler reconciler;
    private final ProcessClock clock;
    private final Duration oldest;
    private final StoredFiring firing;
    private final Ticks ticks;
    private boolean wasSilent;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("rotator-watch").factory());

    /// @param oldest    how old what was seen last may be, and how long the tick may take to come again
    /// @param scheduler Quartz's
    public Watch(Reconciler reconciler, ProcessClock clock, Duration oldest, Scheduler scheduler) {
        this.reconciler = reconciler;
        this.clock = clock;
        this.oldest = oldest;
        this.firing = new StoredFiring(scheduler);
        this.ticks = new Ticks(oldest);
    }

    /// Begins.
    public void start() {
        long millis = Math.max(100, oldest.toMillis() / 2);
        thread.scheduleWithFixedDelay(this::look, millis, millis, TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            Observation seen = reconciler.last();
            if (seen == null || isOld(seen, clock.now())) {
                seen = reconciler.observe();
            }
            if (isWithoutDatabase(seen) || isWithoutTick()) {
                reconciler.reconcile();
            }
        } catch (RuntimeException e) {
            LOG.error("the keyring could not be looked at", e);
        }
    }

    private boolean isOld(Observation last, Moment now) {
        return isWithoutDatabase(last) || now.waitedSince(last.at()).compareTo(oldest) > 0;
    }

    private boolean isWithoutTick() {
        try {
            boolean silent = ticks.areSilent(firing.lastTick().orElse(null), clock.now());
            if (silent && !wasSilent) {
                LOG.warn(
                        "the tick has not fired on any node for more than {}: this node looks after the keyring by itself",
                        oldest);
            }
            wasSilent = silent;
            return silent;
        } catch (SchedulerException e) {
            // the database was there a moment ago; the next look says whether it still is
            return false;
        }
    }

    private static boolean isWithoutDatabase(Observation seen) {
        Gathered known = seen.known();
        return known != null && known.past() instanceof Past.Away;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
