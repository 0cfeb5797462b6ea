package dev.habittracker.rotator.schedule;

import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;

/// Takes away what nobody needs any more, on one node at a time.
@DisallowConcurrentExecution
public class TidyJob implements Job {

    private final Duties duties;

    /// @param duties what is to be done
    public TidyJob(Duties duties) {
        this.duties = duties;
    }

    @Override
    public void execute(JobExecutionContext context) {
        duties.tidy();
    }
}
