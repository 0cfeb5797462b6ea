package dev.habittracker.rotator.schedule;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
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
/// revocation's event still reaches Kafka.
public final class Watch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    private final Reconciler reconciler;
    private final ProcessClock clock;
    private final Duration oldest;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("rotator-watch").factory());

    /// @param oldest how old what was seen last may be
    public Watch(Reconciler reconciler, ProcessClock clock, Duration oldest) {
        this.reconciler = reconciler;
        this.clock = clock;
        this.oldest = oldest;
    }

    /// Begins.
    public void start() {
        long millis = Math.max(100, oldest.toMillis() / 2);
        thread.scheduleWithFixedDelay(this::look, millis, millis, TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            if (isOld(reconciler.last(), clock.now()) && isWithoutDatabase(reconciler.observe())) {
                reconciler.reconcile();
            }
        } catch (RuntimeException e) {
            LOG.error("the keyring could not be looked at", e);
        }
    }

    private boolean isOld(@Nullable Observation last, Moment now) {
        return last == null || isWithoutDatabase(last) || now.waitedSince(last.at()).compareTo(oldest) > 0;
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
