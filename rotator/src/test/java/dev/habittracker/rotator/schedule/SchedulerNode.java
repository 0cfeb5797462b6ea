package dev.habittracker.rotator.schedule;

import java.time.Duration;
import java.time.ZoneId;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.quartz.autoconfigure.QuartzAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A rotator's scheduler alone, as a process to kill: it notes each firing in the table {@code fired}. No {@code @Configuration}, for a scan of
 * the rotator's packages must not find it.
 */
@Import(ScheduleConfiguration.class)
@ImportAutoConfiguration({DataSourceAutoConfiguration.class, DataSourceTransactionManagerAutoConfiguration.class,
        JdbcTemplateAutoConfiguration.class, JdbcClientAutoConfiguration.class, FlywayAutoConfiguration.class,
        QuartzAutoConfiguration.class})
class SchedulerNode {

    private static final Duration TICK = Duration.ofSeconds(1);
    /** Half of the time between two ticks of both triggers, so that an overlap of two firings would show. */
    private static final String WORK = "select pg_sleep(0.4)";

    /** @param arguments its name, then Spring's */
    public static void main(String[] arguments) {
        new SpringApplicationBuilder(SchedulerNode.class).web(WebApplicationType.NONE).run(arguments);
        // Quartz's threads keep the process alive
    }

    @Bean
    Firing firing(Environment environment) {
        String cron = environment.getRequiredProperty("node.cron");
        return new Firing(environment.getProperty("node.keyring", "habit-tracker"), TICK, cron.isEmpty() ? null : cron,
                ZoneId.of("UTC"));
    }

    @Bean
    Duties duties(JdbcClient jdbc, Environment environment) {
        String name = environment.getRequiredProperty("node.name");
        return new Duties() {

            @Override
            public void reconcile() {
                long id = jdbc.sql("insert into fired (node, began) values (?, clock_timestamp()) returning id")
                        .param(name).query(Long.class).single();
                jdbc.sql(WORK).query((_, _) -> true).list();
                jdbc.sql("update fired set ended = clock_timestamp() where id = ?").param(id).update();
            }

            @Override
            public void tidy() {}
        };
    }
}
