package dev.habittracker.rotator.schedule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.quartz.JobDetail;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger.CompletedExecutionInstruction;
import org.quartz.TriggerKey;
import org.quartz.core.QuartzSchedulerResources;
import org.quartz.spi.JobStore;
import org.quartz.spi.OperableTrigger;
import org.quartz.spi.TriggerFiredBundle;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.scheduling.quartz.LocalDataSourceJobStore;
import org.springframework.test.util.ReflectionTestUtils;

import dev.habittracker.devstack.junit.DevStack;
import dev.habittracker.devstack.junit.Part;
import dev.habittracker.devstack.junit.StackSlice;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

/** The job stores of two nodes, driven step by step as their schedulers' threads would. */
@DevStack(Part.POSTGRES)
class TurnTakingJobStoreIT {

    private static final TriggerKey CRON = TriggerKey.triggerKey("cron habit-tracker");
    private static final String EVERY_MINUTE = "0 * * * * ?";

    private final String url;
    private final JdbcClient jdbc;
    private final List<ConfigurableApplicationContext> nodes = new ArrayList<>();

    TurnTakingJobStoreIT(StackSlice slice) {
        this.url = slice.jdbcUrl("turns");
        this.jdbc = JdbcClient.create(new DriverManagerDataSource(url));
    }

    @AfterEach
    void stopNodes() {
        nodes.forEach(ConfigurableApplicationContext::close);
        jdbc.sql("drop schema public cascade").update();
        jdbc.sql("create schema public").update();
    }

    @Test
    void release_theJobRunsOnTheOtherNode_keepsTheTriggerBackUntilThatRunHasEnded() throws SchedulerException {
        JobStore first = node();
        JobStore second = node();
        OperableTrigger tick = acquired(first, Firing.TICK);
        OperableTrigger cron = acquired(second, CRON);

        TriggerFiredBundle running = fires(first, tick);
        gaveUp(second, cron);
        assertThat(state(CRON)).as("while the job runs").isEqualTo("BLOCKED");
        assertThat(state(Firing.TICK)).as("while the job runs").isEqualTo("BLOCKED");

        first.triggeredJobComplete(tick, running.getJobDetail(), CompletedExecutionInstruction.NOOP);
        assertThat(state(CRON)).as("afterwards").isEqualTo("WAITING");
        assertThat(acquired(second, CRON)).as("afterwards").isNotNull();
    }

    @Test
    void release_theJobRunsNowhere_givesTheTriggerBackAtOnce() throws SchedulerException {
        JobStore first = node();
        JobStore second = node();
        OperableTrigger tick = acquired(first, Firing.TICK);
        OperableTrigger cron = acquired(second, CRON);
        JobDetail job = fires(first, tick).getJobDetail();
        first.triggeredJobComplete(tick, job, CompletedExecutionInstruction.NOOP);

        gaveUp(second, cron);

        assertThat(state(CRON)).isEqualTo("WAITING");
        acquired(second, CRON);
        assertThat(state(CRON)).isEqualTo("ACQUIRED");
    }

    @Test
    void release_ofAFiringThatWasNotedAsRunningButNeverRan_doesNotWaitForItself() throws SchedulerException {
        JobStore only = node();
        OperableTrigger tick = acquired(only, Firing.TICK);
        fires(only, tick);

        only.releaseAcquiredTrigger(tick);

        assertThat(state(Firing.TICK)).isEqualTo("WAITING");
    }

    /** Where this fails, Quartz has mended it, and {@link TurnTakingJobStore} may go. */
    @Test
    void release_inTheStoreAsSpringAndQuartzHaveIt_freesATriggerWhoseJobStillRuns() throws SchedulerException {
        String plain = "--spring.quartz.properties.org.quartz.jobStore.class="
                + LocalDataSourceJobStore.class.getName();
        JobStore first = node(plain);
        JobStore second = node(plain);
        OperableTrigger tick = acquired(first, Firing.TICK);
        OperableTrigger cron = acquired(second, CRON);

        fires(first, tick);
        gaveUp(second, cron);

        assertThat(state(CRON)).isEqualTo("WAITING");
        assertThat(fires(second, acquired(second, CRON))).as("a second run beside the first").isNotNull();
    }

    /** The store of one more node, by the service's own configuration; its scheduler stands still. */
    private JobStore node(String... further) {
        List<String> arguments = new ArrayList<>(List.of("--node.name=driven", "--node.cron=" + EVERY_MINUTE,
                "--spring.datasource.url=" + url, "--spring.quartz.auto-startup=false", "--logging.level.root=warn",
                "--spring.main.banner-mode=off"));
        arguments.addAll(List.of(further));
        ConfigurableApplicationContext node = new SpringApplicationBuilder(SchedulerNode.class)
                .web(WebApplicationType.NONE).run(arguments.toArray(String[]::new));
        nodes.add(node);
        // Quartz shows its store to nobody but its own threads
        Object quartz = ReflectionTestUtils.getField(node.getBean(Scheduler.class), "sched");
        return ((QuartzSchedulerResources) requireNonNull(
                ReflectionTestUtils.getField(requireNonNull(quartz), "resources"))).getJobStore();
    }

    /** Takes what is due next until it is the one that is asked for; the others are given back. */
    private static OperableTrigger acquired(JobStore store, TriggerKey wanted) throws SchedulerException {
        List<OperableTrigger> given = store.acquireNextTriggers(
                System.currentTimeMillis() + Duration.ofHours(2).toMillis(), 1, 0);
        if (given.isEmpty()) {
            throw new AssertionError("no trigger is WAITING, " + wanted + " least of all");
        }
        OperableTrigger one = given.getFirst();
        if (one.getKey().equals(wanted)) {
            return one;
        }
        OperableTrigger found = acquired(store, wanted);
        store.releaseAcquiredTrigger(one);
        return found;
    }

    private static TriggerFiredBundle fires(JobStore store, OperableTrigger trigger) throws SchedulerException {
        TriggerFiredBundle fired = store.triggersFired(List.of(trigger)).getFirst().getTriggerFiredBundle();
        assertThat(fired).as("a run by %s", trigger.getKey()).isNotNull();
        return fired;
    }

    /** What `QuartzSchedulerThread` does where the trigger was taken from it. */
    private static void gaveUp(JobStore store, OperableTrigger trigger) throws SchedulerException {
        assertThat(store.triggersFired(List.of(trigger)).getFirst().getTriggerFiredBundle()).isNull();
        store.releaseAcquiredTrigger(trigger);
    }

    private String state(TriggerKey trigger) {
        return jdbc.sql("select trigger_state from qrtz_triggers where trigger_name = ?").param(trigger.getName())
                .query(String.class).single();
    }
}
