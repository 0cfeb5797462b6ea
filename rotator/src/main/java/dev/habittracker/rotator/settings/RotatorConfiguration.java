package dev.habittracker.rotator.settings;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;

import org.quartz.Scheduler;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.micrometer.core.instrument.MeterRegistry;

import dev.habittracker.events.MemberKey;
import dev.habittracker.events.MemberRole;
import dev.habittracker.events.Position;
import dev.habittracker.events.TopicSettings;
import dev.habittracker.events.WriteRef;
import dev.habittracker.keyring.KeyringSettings;
import dev.habittracker.keyring.follow.Follower;
import dev.habittracker.keyring.follow.MemberSettings;
import dev.habittracker.keyring.follow.ProcessClock;
import dev.habittracker.keyring.kafka.KafkaBusSettings;
import dev.habittracker.keyring.kafka.KafkaMemberBus;
import dev.habittracker.keyring.kafka.StatusSpread;
import dev.habittracker.keyring.ring.SecureKeyMint;
import dev.habittracker.keyring.vault.VaultAccess;
import dev.habittracker.rotator.health.KeyringCounters;
import dev.habittracker.rotator.health.KeyringGauges;
import dev.habittracker.rotator.health.KeyringHealth;
import dev.habittracker.rotator.jdbc.JdbcAims;
import dev.habittracker.rotator.jdbc.JdbcDeadLetters;
import dev.habittracker.rotator.jdbc.JdbcHistory;
import dev.habittracker.rotator.jdbc.JdbcRequests;
import dev.habittracker.rotator.jdbc.JdbcRotations;
import dev.habittracker.rotator.kafka.DeadLetterOffice;
import dev.habittracker.rotator.kafka.EchoedBus;
import dev.habittracker.rotator.kafka.KafkaEventTopic;
import dev.habittracker.rotator.kafka.MembersListener;
import dev.habittracker.rotator.kafka.SilentMembers;
import dev.habittracker.rotator.kafka.TopicsAtStart;
import dev.habittracker.rotator.reconcile.Aims;
import dev.habittracker.rotator.reconcile.Announcer;
import dev.habittracker.rotator.reconcile.Board;
import dev.habittracker.rotator.reconcile.Gatherer;
import dev.habittracker.rotator.reconcile.KeyringRules;
import dev.habittracker.rotator.reconcile.ReadyMint;
import dev.habittracker.rotator.reconcile.Reconciler;
import dev.habittracker.rotator.requests.RequestDesk;
import dev.habittracker.rotator.schedule.Duties;
import dev.habittracker.rotator.schedule.Firing;
import dev.habittracker.rotator.schedule.Watch;

/// The rotator's parts and how they hang together. The one wall clock of the process is here.
@Configuration(proxyBeanMethods = false)
class RotatorConfiguration {

    /// What was seen last may be so old without a look at it for metrics and health alone.
    private static final Duration LEAST_WATCH = Duration.ofSeconds(3);

    RotatorConfiguration(ObjectProvider<KeyringSettings> keyring) {
        if (keyring.getIfAvailable() == null) {
            throw new RotatorConfigurationException("a rotator needs Vault: remove keyring.enabled=false, or"
                    + " VAULT_ENABLED=false, which are for services that develop with a key of their own");
        }
    }

    @Bean
    ProcessClock processClock() {
        return ProcessClock.of(Clock.systemUTC());
    }

    @Bean
    KeyringRules keyringRules(RotatorProperties rotator, KeyringSettings keyring) {
        return rotator.rulesOf(keyring);
    }

    @Bean
    VaultAccess vaultAccess(KeyringSettings keyring) {
        return VaultAccess.of(keyring.vault(), Clock.systemUTC());
    }

    @Bean
    KafkaBusSettings kafkaBusSettings(KeyringSettings keyring, RotatorProperties rotator) {
        KafkaBusSettings kafka = keyring.kafka();
        if (kafka == null) {
            throw new RotatorConfigurationException("keyring.kafka.bootstrap-servers is missing: a rotator needs Kafka,"
                    + " set it to host:port");
        }
        // the bus makes missing topics too, where Kafka was away when the rotator saw to them
        return kafka.withReplication(rotator.topicReplication());
    }

    @Bean(initMethod = "ensure")
    TopicsAtStart topicsAtStart(KafkaBusSettings kafka, RotatorProperties rotator) {
        return new TopicsAtStart(kafka, TopicSettings.ofKeys(kafka.topics(), rotator.topicReplication()));
    }

    @Bean
    MemberSettings memberSettings(KeyringSettings keyring) {
        return new MemberSettings(keyring.name(), UUID.randomUUID().toString(), keyring.service(), MemberRole.ROTATOR,
                keyring.timing(), null, keyring.statusInterval(), true);
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

    @Bean
    DeadLetterOffice deadLetterOffice(KafkaBusSettings kafka, JdbcClient jdbc) {
        return new DeadLetterOffice(kafka, new JdbcDeadLetters(jdbc));
    }

    @Bean(initMethod = "start")
    Follower follower(MemberSettings member, VaultAccess vault, KafkaBusSettings kafka, Board board,
            ProcessClock clock, MembersListener listener, DeadLetterOffice deadLetters) {
        KafkaMemberBus bus = new KafkaMemberBus(new MemberKey(member.keyring(), member.instance()), kafka,
                StatusSpread.EVERY_PARTITION, deadLetters);
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
            ProcessClock clock, MeterRegistry meters) {
        Gatherer gatherer = new Gatherer(member.keyring(), rules, vault.ringStore(), topic, board, history, requests,
                aims, clock);
        Announcer announcer = new Announcer() {

            @Override
            public void declareFalse(List<WriteRef> writes) {
                follower.declareFalse(writes);
            }

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
                "rotator " + hostName() + "/" + member.instance(),
                new KeyringCounters(meters, member.keyring()));
    }

    @Bean
    Firing firing(RotatorProperties rotator, KeyringSettings keyring) {
        return rotator.firingOf(keyring);
    }

    @Bean
    Duties duties(Reconciler reconciler, Board board, ProcessClock clock, KafkaBusSettings kafka,
            RotatorProperties rotator) {
        SilentMembers silent = new SilentMembers(kafka);
        return new Duties() {

            @Override
            public void reconcile() {
                reconciler.reconcile();
            }

            @Override
            public void tidy() {
                silent.remove(reconciler.keyring(), board.silentSince(rotator.forgetMembersAfter(), clock.now()));
            }
        };
    }

    @Bean(initMethod = "start")
    Watch watch(Reconciler reconciler, ProcessClock clock, RotatorProperties rotator, Scheduler scheduler) {
        Duration oldest = rotator.tick().multipliedBy(3);
        return new Watch(reconciler, clock, oldest.compareTo(LEAST_WATCH) > 0 ? oldest : LEAST_WATCH, scheduler);
    }

    @Bean
    KeyringGauges keyringGauges(Reconciler reconciler) {
        return new KeyringGauges(reconciler);
    }

    @Bean
    KeyringHealth rotationHealthIndicator(Reconciler reconciler) {
        return new KeyringHealth(reconciler);
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (java.net.UnknownHostException e) {
            return "unknown-host";
        }
    }
}
