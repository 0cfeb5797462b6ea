package dev.habittracker.rotator.schedule;

import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;

import dev.habittracker.rotator.reconcile.Reconciler;

/// Has the keyring looked at, on one node at a time.
@DisallowConcurrentExecution
public class ReconcileJob implements Job {

    private final Reconciler reconciler;

    /// @param reconciler keeps the keyring
    public ReconcileJob(Reconciler reconciler) {
        this.reconciler = reconciler;
    }

    @Override
    public void execute(JobExecutionContext context) {
        reconciler.reconcile();
    }
}
