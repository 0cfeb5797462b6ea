package dev.habittracker.rotator.schedule;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.quartz.CronTrigger;
import org.quartz.JobDetail;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleTrigger;
import org.quartz.Trigger;
import org.quartz.TriggerKey;

/// The jobs and triggers that stand in the database, from earlier starts and other nodes.
///
/// A trigger that is as it should be is left alone: Quartz forgets of one that is replaced that its job is running, and
/// would have another node run it at the same time, at each start of a node.
final class StoredFiring {

    private final Scheduler scheduler;

    StoredFiring(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /// Brings the jobs up to date, removes triggers that are configured no more, such as an earlier cron, and replaces
    /// those that are configured differently.
    ///
    /// @throws SchedulerException where the database gives no answer
    void becomes(Firing firing) throws SchedulerException {
        Map<TriggerKey, Trigger> wanted = firing.triggers().stream()
                .collect(Collectors.toMap(Trigger::getKey, Function.identity()));
        for (JobDetail job : firing.jobs()) {
            scheduler.addJob(job, true);
            for (Trigger stored : scheduler.getTriggersOfJob(job.getKey())) {
                change(stored, wanted.get(stored.getKey()));
            }
        }
    }

    private void change(Trigger stored, @Nullable Trigger wanted) throws SchedulerException {
        if (wanted == null) {
            scheduler.unscheduleJob(stored.getKey());
        } else if (!isSame(stored, wanted)) {
            scheduler.rescheduleJob(stored.getKey(), wanted);
        }
    }

    private static boolean isSame(Trigger stored, Trigger wanted) {
        if (stored instanceof SimpleTrigger one && wanted instanceof SimpleTrigger other) {
            return one.getRepeatInterval() == other.getRepeatInterval();
        }
        return stored instanceof CronTrigger one && wanted instanceof CronTrigger other
                && one.getCronExpression().equals(other.getCronExpression())
                && one.getTimeZone().equals(other.getTimeZone());
    }
}
