package dev.habittracker.rotator.schedule;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;

import org.jspecify.annotations.Nullable;
import org.quartz.CronScheduleBuilder;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;

/// When Quartz fires, for one keyring: the short tick, which reconciles; the cron, which has a rotation carried out at its
/// instant instead of at the next tick; and once an hour the tidying up. Whether a rotation is due is decided elsewhere,
/// so that a firing too many, too late or on the wrong node makes no difference.
///
/// @param keyring the keyring's name
/// @param tick    how often it is looked at
/// @param cron    the schedule in Quartz's form; `null` where it is an interval, or rotations come on request
/// @param zone    of the cron
public record Firing(String keyring, Duration tick, @Nullable String cron, ZoneId zone) {

    static final JobKey RECONCILE = JobKey.jobKey("reconcile");
    static final JobKey TIDY = JobKey.jobKey("tidy");
    static final TriggerKey TICK = TriggerKey.triggerKey("tick");
    private static final int TIDY_EVERY_HOURS = 1;

    /// What is done.
    List<JobDetail> jobs() {
        return List.of(JobBuilder.newJob(ReconcileJob.class).withIdentity(RECONCILE).storeDurably().build(),
                JobBuilder.newJob(TidyJob.class).withIdentity(TIDY).storeDurably().build());
    }

    /// When. A firing that was missed is made up for once, at once.
    List<Trigger> triggers() {
        List<Trigger> triggers = new ArrayList<>();
        triggers.add(TriggerBuilder.newTrigger().forJob(RECONCILE).withIdentity(TICK)
                .withSchedule(SimpleScheduleBuilder.simpleSchedule().withIntervalInMilliseconds(tick.toMillis())
                        .repeatForever().withMisfireHandlingInstructionNextWithRemainingCount())
                .build());
        triggers.add(TriggerBuilder.newTrigger().forJob(TIDY).withIdentity("tidy")
                .withSchedule(SimpleScheduleBuilder.repeatHourlyForever(TIDY_EVERY_HOURS)
                        .withMisfireHandlingInstructionNextWithRemainingCount())
                .build());
        if (cron != null) {
            triggers.add(TriggerBuilder.newTrigger().forJob(RECONCILE).withIdentity("cron " + keyring)
                    .withSchedule(CronScheduleBuilder.cronSchedule(cron).inTimeZone(TimeZone.getTimeZone(zone))
                            .withMisfireHandlingInstructionFireAndProceed())
                    .build());
        }
        return triggers;
    }
}
