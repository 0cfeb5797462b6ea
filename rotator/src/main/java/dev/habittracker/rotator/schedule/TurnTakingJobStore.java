package dev.habittracker.rotator.schedule;

import java.sql.Connection;
import java.sql.SQLException;

import org.quartz.JobPersistenceException;
import org.quartz.spi.OperableTrigger;
import org.springframework.scheduling.quartz.LocalDataSourceJobStore;

/// Spring's job store, which keeps a job that must not run twice at the same time from doing so on two nodes, too.
///
/// Tick and cron are two triggers of one job. A node takes a trigger before its time (WAITING -> ACQUIRED), so that at the
/// join of a second node one holds the tick and the other the cron. The first to fire blocks every trigger of the job
/// (BLOCKED) until its run has ended. The other, when its time comes, sees that its trigger is not ACQUIRED any more and gives
/// it back: there Quartz 2.5.2 sets BLOCKED to WAITING without asking whether the job still runs
/// (`JobStoreSupport.releaseAcquiredTrigger`; [issue 674](https://github.com/quartz-scheduler/quartz/issues/674)), and the
/// next to look fires it, during that run. Quartz's `acquireTriggersWithinLock` does not help, for both were acquired one
/// after the other. Here a trigger that is given back stays BLOCKED while its job runs; the end of that run frees it, or
/// the clean-up after the node that died in it.
@SuppressWarnings("unchecked") // Quartz's own: JobStoreCMT overrides executeInLock with a raw type
public final class TurnTakingJobStore extends LocalDataSourceJobStore {

    /// Quartz calls it with the lock on all triggers held, as it does where a run begins or ends.
    @Override
    protected void releaseAcquiredTrigger(Connection connection, OperableTrigger trigger)
            throws JobPersistenceException {
        try {
            // first, or a firing that failed after it had been noted as running would keep its own trigger blocked for ever
            getDelegate().deleteFiredTrigger(connection, trigger.getFireInstanceId());
            String state = checkBlockedState(connection, trigger.getJobKey(), STATE_WAITING);
            getDelegate().updateTriggerStateFromOtherState(connection, trigger.getKey(), state, STATE_ACQUIRED);
            getDelegate().updateTriggerStateFromOtherState(connection, trigger.getKey(), state, STATE_BLOCKED);
        } catch (SQLException e) {
            throw new JobPersistenceException("the trigger " + trigger.getKey() + " could not be given back", e);
        }
    }
}
