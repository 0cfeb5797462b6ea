package dev.habittracker.rotator.schedule;

import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
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

    /// Brings the jobs up to date, removes triggers that are configured no more, such as an earlier cron, replaces those
    /// that are configured differently, and has those fire again that Quartz gave up, as it does where a node could not
    /// make their job.
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
        } else if (scheduler.getTriggerState(stored.getKey()) == Trigger.TriggerState.ERROR) {
            scheduler.resetTriggerFromErrorState(stored.getKey());
        }
    }

    /// When the tick fired last, on whichever node; empty where it never did.
    ///
    /// @throws SchedulerException where the database gives no answer
    Optional<Instant> lastTick() throws SchedulerException {
        return Optional.ofNullable(scheduler.getTrigger(Firing.TICK)).map(Trigger::getPreviousFireTime)
                .map(Date::toInstant);
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
