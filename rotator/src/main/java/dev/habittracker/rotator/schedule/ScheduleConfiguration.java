package dev.habittracker.rotator.schedule;

import java.util.Set;
import java.util.stream.Collectors;

import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerKey;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.quartz.autoconfigure.SchedulerFactoryBeanCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Quartz as the rotator uses it: clustered in PostgreSQL, the same jobs and triggers on every node.
@Configuration(proxyBeanMethods = false)
@Import(QuartzTables.class)
public class ScheduleConfiguration {

    @Bean
    SchedulerFactoryBeanCustomizer jobsAndTriggers(Firing firing) {
        return factory -> {
            factory.setJobDetails(firing.jobs().toArray(JobDetail[]::new));
            factory.setTriggers(firing.triggers().toArray(Trigger[]::new));
        };
    }

    /// The cron of an earlier configuration stands in the database, and would fire for ever.
    @Bean
    ApplicationRunner firingOfEarlierConfigurations(Scheduler scheduler, Firing firing) {
        return _ -> {
            Set<TriggerKey> wanted = firing.triggers().stream().map(Trigger::getKey).collect(Collectors.toSet());
            for (JobDetail job : firing.jobs()) {
                removeUnwanted(scheduler, job.getKey(), wanted);
            }
        };
    }

    private static void removeUnwanted(Scheduler scheduler, JobKey job, Set<TriggerKey> wanted)
            throws SchedulerException {
        for (Trigger trigger : scheduler.getTriggersOfJob(job)) {
            if (!wanted.contains(trigger.getKey())) {
                scheduler.unscheduleJob(trigger.getKey());
            }
        }
    }
}
