package dev.habittracker.auditconsumer.schedule;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;

import dev.habittracker.auditconsumer.jdbc.Partitions;
import dev.habittracker.auditconsumer.store.PartitionPlan;

/** Makes the partitions of the days to come and drops those that the retention is done with: at start, then every hour. */
public final class PartitionKeeper implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(PartitionKeeper.class);
    private static final Duration PERIOD = Duration.ofHours(1);
    private static final Duration RETRY = Duration.ofMinutes(1);

    private final Partitions partitions;
    private final int ahead;
    private final @Nullable Duration retention;
    private final Clock clock;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread = Thread.ofVirtual().name("audit-partitions").unstarted(this::run);
    private volatile boolean running;

    /**
     * @param partitions the partitions
     * @param ahead for how many days to come there is to be one
     * @param retention how long records are kept; null for ever
     * @param clock says what day it is
     */
    public PartitionKeeper(Partitions partitions, int ahead, @Nullable Duration retention, Clock clock) {
        this.partitions = partitions;
        this.ahead = ahead;
        this.retention = retention;
        this.clock = clock;
    }

    @Override
    public void start() {
        running = true;
        thread.start();
    }

    @Override
    public void stop() {
        stopped.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Looks once, and does what is due. */
    public void keep() {
        Instant now = clock.instant();
        partitions.carryOut(PartitionPlan.of(partitions.days(), now, ahead, retention, partitions.keptFrom()), now);
    }

    private void run() {
        try {
            Duration wait = Duration.ZERO;
            while (!stopped.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                wait = keepOrRetry();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration keepOrRetry() {
        try {
            keep();
            return PERIOD;
        } catch (DataAccessException e) {
            // The store makes the partition that it needs by itself; only retention waits.
            LOG.warn("the partitions cannot be looked after just now, tried again in {}: {}", RETRY, e.toString());
            return RETRY;
        }
    }
}
