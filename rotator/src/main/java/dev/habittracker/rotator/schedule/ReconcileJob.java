package dev.habittracker.rotator.schedule;

import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;

/// Has the keyring looked at, on one node at a time, whether tick or cron fired.
@DisallowConcurrentExecution
public class ReconcileJob implements Job {

    private final Duties duties;

    /// @param duties what is to be done
    public ReconcileJob(Duties duties) {
        this.duties = duties;
    }

    @Override
    public void execute(JobExecutionContext context) {
        duties.reconcile();
    }
}
