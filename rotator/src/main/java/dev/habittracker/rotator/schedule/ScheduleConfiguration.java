package dev.habittracker.rotator.schedule;

import org.quartz.JobDetail;
import org.quartz.Scheduler;
import org.quartz.Trigger;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.quartz.autoconfigure.SchedulerFactoryBeanCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Quartz as the rotator uses it: clustered in PostgreSQL, the same jobs and triggers on every node of a keyring. Each
/// keyring is a cluster of its own, so that several may share a database: a node fires for its own keyring alone.
@Configuration(proxyBeanMethods = false)
@Import(QuartzTables.class)
public class ScheduleConfiguration {

    /// Adds what is not there yet.
    @Bean
    SchedulerFactoryBeanCustomizer jobsAndTriggers(Firing firing) {
        return factory -> {
            factory.setSchedulerName("rotator-" + firing.keyring());
            factory.setOverwriteExistingJobs(false);
            factory.setJobDetails(firing.jobs().toArray(JobDetail[]::new));
            factory.setTriggers(firing.triggers().toArray(Trigger[]::new));
        };
    }

    /// Changes what is there where it is configured differently now.
    @Bean
    ApplicationRunner firingAsConfigured(Scheduler scheduler, Firing firing) {
        return _ -> new StoredFiring(scheduler).becomes(firing);
    }
}
