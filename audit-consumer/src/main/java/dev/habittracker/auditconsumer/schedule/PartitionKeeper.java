package dev.habittracker.auditconsumer.schedule;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

import dev.habittracker.auditconsumer.jdbc.Partitions;
import dev.habittracker.auditconsumer.store.PartitionPlan;

/** Makes the partitions of the days to come and drops those that the retention is done with: at start, then every hour. */
public final class PartitionKeeper extends Repeating {

    private static final Logger LOG = LoggerFactory.getLogger(PartitionKeeper.class);
    private static final Duration PERIOD = Duration.ofHours(1);
    private static final Duration RETRY = Duration.ofMinutes(1);

    private final Partitions partitions;
    private final int ahead;
    private final @Nullable Duration retention;
    private final Clock clock;

    /**
     * @param partitions the partitions
     * @param ahead for how many days to come there is to be one
     * @param retention how long records are kept; null for ever
     * @param clock says what day it is
     */
    public PartitionKeeper(Partitions partitions, int ahead, @Nullable Duration retention, Clock clock) {
        super("audit-partitions", Duration.ZERO);
        this.partitions = partitions;
        this.ahead = ahead;
        this.retention = retention;
        this.clock = clock;
    }

    /** Looks once, and does what is due. */
    public void keep() {
        Instant now = clock.instant();
        partitions.carryOut(PartitionPlan.of(partitions.days(), now, ahead, retention, partitions.keptFrom()), now);
    }

    @Override
    Duration turn() {
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
