package dev.habittracker.rotator.settings;

import java.net.InetAddress;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;

import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.habittracker.events.MemberKey;
import dev.habittracker.events.MemberRole;
import dev.habittracker.events.Position;
import dev.habittracker.events.TopicSettings;
import dev.habittracker.keyring.follow.Follower;
import dev.habittracker.keyring.follow.MemberSettings;
import dev.habittracker.keyring.follow.ProcessClock;
import dev.habittracker.keyring.kafka.KafkaBusSettings;
import dev.habittracker.keyring.kafka.KafkaMemberBus;
import dev.habittracker.keyring.kafka.StatusSpread;
import dev.habittracker.keyring.kafka.Unreadable;
import dev.habittracker.keyring.ring.SecureKeyMint;
import dev.habittracker.keyring.vault.VaultAccess;
import dev.habittracker.rotator.jdbc.JdbcAims;
import dev.habittracker.rotator.jdbc.JdbcHistory;
import dev.habittracker.rotator.jdbc.JdbcRequests;
import dev.habittracker.rotator.jdbc.JdbcRotations;
import dev.habittracker.rotator.kafka.EchoedBus;
import dev.habittracker.rotator.kafka.KafkaEventTopic;
import dev.habittracker.rotator.kafka.MembersListener;
import dev.habittracker.rotator.kafka.TopicsAtStart;
import dev.habittracker.rotator.reconcile.Aims;
import dev.habittracker.rotator.reconcile.Announcer;
import dev.habittracker.rotator.reconcile.Board;
import dev.habittracker.rotator.reconcile.Gatherer;
import dev.habittracker.rotator.reconcile.KeyringRules;
import dev.habittracker.rotator.reconcile.Observation;
import dev.habittracker.rotator.reconcile.ReadyMint;
import dev.habittracker.rotator.reconcile.Reconciler;
import dev.habittracker.rotator.requests.RequestDesk;
import dev.habittracker.rotator.schedule.ReconcileJob;

/// The rotator's parts and how they hang together. The one wall clock of the process is here.
@Configuration(proxyBeanMethods = false)
class RotatorConfiguration {

    @Bean
    ProcessClock processClock() {
        return ProcessClock.of(Clock.systemUTC());
    }

    @Bean
    KeyringRules keyringRules(RotatorProperties rotator, KeyringProperties keyring) {
        return rotator.rulesOf(keyring);
    }

    @Bean
    VaultAccess vaultAccess(KeyringProperties keyring) {
        return VaultAccess.of(keyring.vault().toSettings(), Clock.systemUTC());
    }

    @Bean
    KafkaBusSettings kafkaBusSettings(KeyringProperties keyring) {
        return keyring.kafka().toSettings();
    }

    @Bean(initMethod = "ensure")
    TopicsAtStart topicsAtStart(KafkaBusSettings kafka, RotatorProperties rotator) {
        return new TopicsAtStart(kafka, TopicSettings.ofKeys(kafka.topics(), rotator.topicReplication()));
    }

    @Bean
    MemberSettings memberSettings(KeyringProperties keyring, Environment environment) {
        return new MemberSettings(keyring.name(), UUID.randomUUID().toString(),
                environment.getProperty("spring.application.name", "rotator"), MemberRole.ROTATOR,
                keyring.timing().toTiming(), null, keyring.member().statusInterval(), true);
    }

    @Bean
    Board board(MemberSettings member) {
        return new Board(member.keyring(), member.instance(), member.statusInterval());
    }

    @Bean(initMethod = "start")
    MembersListener membersListener(KafkaBusSettings kafka, Board board, ProcessClock clock, TopicsAtStart topics) {
        return new MembersListener(kafka, board, clock);
    }

    @Bean
    KafkaEventTopic kafkaEventTopic(KafkaBusSettings kafka) {
        return new KafkaEventTopic(kafka);
    }

    @Bean(initMethod = "start")
    Follower follower(MemberSettings member, VaultAccess vault, KafkaBusSettings kafka, Board board,
            ProcessClock clock, MembersListener listener) {
        KafkaMemberBus bus = new KafkaMemberBus(new MemberKey(member.keyring(), member.instance()), kafka,
                StatusSpread.EVERY_PARTITION, Unreadable.LOGGED);
        return new Follower(member, vault.ringStore(), new EchoedBus(bus, board, clock), List::of, clock,
                RandomGenerator.getDefault());
    }

    @Bean
    JdbcHistory jdbcHistory(JdbcClient jdbc) {
        return new JdbcHistory(jdbc);
    }

    @Bean
    JdbcAims jdbcAims(JdbcClient jdbc, KeyringRules rules) {
        return new JdbcAims(jdbc, rules.policy());
    }

    @Bean
    RequestDesk requestDesk(JdbcClient jdbc, ProcessClock clock) {
        return new RequestDesk(new JdbcRequests(jdbc), () -> clock.now().wall());
    }

    @Bean
    JdbcRotations jdbcRotations(JdbcClient jdbc) {
        return new JdbcRotations(jdbc);
    }

    @Bean
    Reconciler reconciler(MemberSettings member, KeyringRules rules, VaultAccess vault, KafkaEventTopic topic,
            Board board, JdbcHistory history, RequestDesk requests, Aims aims, Follower follower,
            ProcessClock clock) {
        Gatherer gatherer = new Gatherer(member.keyring(), rules, vault.ringStore(), topic, board, history, requests,
                aims, clock);
        Announcer announcer = new Announcer() {

            @Override
            public void forget(Position top) {
                follower.forget(top);
            }

            @Override
            public void readSoon() {
                follower.readSoon();
            }
        };
        return new Reconciler(member.keyring(), gatherer, vault.ringStore(), new ReadyMint(new SecureKeyMint()), topic,
                history, requests, aims, announcer, clock, () -> UUID.randomUUID().toString(),
                "rotator " + hostName() + "/" + member.instance());
    }

    @Bean
    JobDetail reconcileJob() {
        return JobBuilder.newJob(ReconcileJob.class).withIdentity("reconcile").storeDurably().build();
    }

    @Bean
    Trigger reconcileTrigger(JobDetail reconcileJob, RotatorProperties rotator) {
        return TriggerBuilder.newTrigger().forJob(reconcileJob).withIdentity("tick")
                .withSchedule(
                        SimpleScheduleBuilder.simpleSchedule().withIntervalInMilliseconds(rotator.tick().toMillis())
                                .repeatForever().withMisfireHandlingInstructionNextWithRemainingCount())
                .build();
    }

    @Bean
    HealthIndicator rotationHealthIndicator(Reconciler reconciler) {
        return () -> health(reconciler.observe());
    }

    private static Health health(Observation seen) {
        Health.Builder health = seen.problem() == null && seen.alarms().isEmpty() ? Health.up() : Health.down();
        seen.alarms().forEach(alarm -> health.withDetail(alarm.kind().label(), alarm.message()));
        return seen.problem() == null ? health.build() : health.withDetail("vault", seen.problem()).build();
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (java.net.UnknownHostException e) {
            return "unknown-host";
        }
    }
}
