package dev.habittracker.rotator.schedule;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import dev.habittracker.devstack.junit.DevStack;
import dev.habittracker.devstack.junit.Part;
import dev.habittracker.devstack.junit.StackSlice;
import dev.habittracker.devstack.process.ChildProcess;

import static org.assertj.core.api.Assertions.assertThat;

/** Two schedulers, each a process of its own, on one database. */
@DevStack(Part.POSTGRES)
class ClusterIT {

    private static final String EVERY_OTHER_SECOND = "0/2 * * * * ?";

    private final String url;
    private final JdbcClient jdbc;
    private final List<ChildProcess> nodes = new ArrayList<>();

    ClusterIT(StackSlice slice) {
        this.url = slice.jdbcUrl("cluster");
        this.jdbc = JdbcClient.create(new DriverManagerDataSource(url));
    }

    @AfterEach
    void stopNodes() {
        nodes.forEach(ChildProcess::kill);
        jdbc.sql("drop schema if exists noted cascade").update();
        jdbc.sql("drop schema public cascade").update();
        jdbc.sql("create schema public").update();
    }

    @BeforeEach
    void noteFirings() {
        // a schema of its own, for Flyway wants the other one empty
        jdbc.sql("create schema noted").update();
        jdbc.sql("create table noted.fired (id bigint generated always as identity primary key, node text not null,"
                + " began timestamptz not null, ended timestamptz)").update();
    }

    @Test
    void firings_takeTurns_andGoOnWhenTheNodeThatHadThemDies(@TempDir Path folder) {
        ChildProcess first = node("first", EVERY_OTHER_SECOND, folder);
        Awaitility.await("firings of the first").atMost(Duration.ofSeconds(60)).until(() -> firedBy("first") >= 3);
        ChildProcess second = node("second", EVERY_OTHER_SECOND, folder);
        Awaitility.await("both are in the cluster").atMost(Duration.ofSeconds(60)).until(() -> jdbc
                .sql("select count(*) from qrtz_scheduler_state").query(Integer.class).single() == 2);
        long together = fired();
        Awaitility.await("firings of both").atMost(Duration.ofSeconds(30)).until(() -> fired() >= together + 8);
        assertThat(overlaps()).as("two firings at the same time").isZero();

        first.kill();
        long before = firedBy("second");
        Awaitility.await("the other one carries on").atMost(Duration.ofSeconds(60))
                .until(() -> firedBy("second") >= before + 5);

        assertThat(overlaps()).as("two firings at the same time").isZero();
        assertThat(triggers()).containsExactlyInAnyOrder("tick", "cron habit-tracker");

        second.kill();
        node("third", "", folder);
        Awaitility.await("the cron that is configured no more").atMost(Duration.ofSeconds(60))
                .until(() -> triggers().equals(List.of("tick")));
    }

    @Test
    void triggers_quartzGaveThemUp_fireAgainWhenANodeStarts(@TempDir Path folder) {
        ChildProcess first = node("first", "", folder);
        Awaitility.await("firings of the first").atMost(Duration.ofSeconds(60)).until(() -> firedBy("first") >= 1);
        first.kill();
        jdbc.sql("update qrtz_triggers set trigger_state = 'ERROR'").update();

        node("second", "", folder);

        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(firedBy("second"))
                .as("firings of the second; triggers: %s", triggerStates()).isPositive());
    }

    private List<String> triggerStates() {
        return jdbc.sql("select trigger_name || ' ' || trigger_state from qrtz_triggers")
                .query((row, _) -> String.valueOf(row.getString(1))).list();
    }

    @Test
    void keyrings_thatShareADatabase_eachHaveTheirOwnFirings(@TempDir Path folder) {
        node("first", EVERY_OTHER_SECOND, folder, "--node.keyring=one");
        Awaitility.await("firings of the first").atMost(Duration.ofSeconds(60)).until(() -> firedBy("first") >= 1);
        node("second", EVERY_OTHER_SECOND, folder, "--node.keyring=other");

        Awaitility.await("firings of the second").atMost(Duration.ofSeconds(60)).until(() -> firedBy("second") >= 3);

        assertThat(triggers()).containsExactlyInAnyOrder("tick", "cron one", "tick", "cron other");
        long before = firedBy("first");
        Awaitility.await("firings of the first go on").atMost(Duration.ofSeconds(30))
                .until(() -> firedBy("first") >= before + 3);
    }

    private List<String> triggers() {
        return jdbc.sql("select trigger_name from qrtz_triggers where job_name = 'reconcile'")
                .query((row, _) -> String.valueOf(row.getString(1))).list();
    }

    private ChildProcess node(String name, String cron, Path folder, String... further) {
        List<String> command = new ArrayList<>(
                List.of(ChildProcess.java(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx128m", "-cp",
                        System.getProperty("java.class.path"), SchedulerNode.class.getName(), "--node.name=" + name,
                        "--node.cron=" + cron,
                        "--spring.datasource.url=" + url + "&currentSchema=public,noted",
                        "--spring.quartz.properties.org.quartz.jobStore.clusterCheckinInterval=1000",
                        "--logging.level.root=warn"));
        command.addAll(List.of(further));
        ChildProcess node = ChildProcess.start("scheduler " + name, command, Map.of(), folder.resolve(name + ".log"));
        nodes.add(node);
        return node;
    }

    private long fired() {
        return jdbc.sql("select count(*) from noted.fired").query(Long.class).single();
    }

    private long firedBy(String node) {
        return jdbc.sql("select count(*) from noted.fired where node = ? and ended is not null").param(node)
                .query(Long.class).single();
    }

    /** A firing that its node's death cut short has no end, and counts up to its beginning. */
    private long overlaps() {
        return jdbc.sql("select count(*) from noted.fired a join noted.fired b on a.id < b.id where a.ended > b.began")
                .query(Long.class).single();
    }
}
