package dev.habittracker.auditconsumer.app;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import dev.habittracker.auditconsumer.file.AuditDirectory;
import dev.habittracker.auditconsumer.health.AuditMetrics;
import dev.habittracker.auditconsumer.health.StoreHealth;
import dev.habittracker.auditconsumer.health.TailHealth;
import dev.habittracker.auditconsumer.health.TailHealthSettings;
import dev.habittracker.auditconsumer.jdbc.AuditStore;
import dev.habittracker.auditconsumer.jdbc.FactLog;
import dev.habittracker.auditconsumer.jdbc.Partitions;
import dev.habittracker.auditconsumer.jdbc.RowWriter;
import dev.habittracker.auditconsumer.kafka.Assignments;
import dev.habittracker.auditconsumer.kafka.AuditKafkaProperties;
import dev.habittracker.auditconsumer.kafka.DeadLetters;
import dev.habittracker.auditconsumer.kafka.KafkaRecordLog;
import dev.habittracker.auditconsumer.kafka.StoreContainer;
import dev.habittracker.auditconsumer.kafka.StoreListener;
import dev.habittracker.auditconsumer.schedule.PartitionKeeper;
import dev.habittracker.auditconsumer.schedule.TailWatch;
import dev.habittracker.auditconsumer.ship.Tail;
import dev.habittracker.auditconsumer.ship.TailSettings;
import dev.habittracker.auditconsumer.ship.TailStatus;
import dev.habittracker.auditconsumer.store.Lateness;
import dev.habittracker.auditconsumer.store.StoreStatus;
import dev.habittracker.auditconsumer.vault.Canary;
import dev.habittracker.auditconsumer.vault.VaultApi;

/** The parts of the service. */
@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

    private static final Duration TAIL_WATCH_PERIOD = Duration.ofSeconds(5);

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    TailStatus tailStatus() {
        return new TailStatus();
    }

    @Bean
    StoreStatus storeStatus() {
        return new StoreStatus();
    }

    @Bean
    Partitions partitions(JdbcClient client, PlatformTransactionManager transactions) {
        return new Partitions(client, new TransactionTemplate(transactions));
    }

    @Bean
    PartitionKeeper partitionKeeper(Partitions partitions, AuditProperties audit, Clock clock) {
        return new PartitionKeeper(partitions, audit.partitionsAhead(), audit.retention(), clock);
    }

    @Bean
    AuditStore auditStore(
            JdbcClient client,
            JdbcTemplate template,
            Partitions partitions,
            PlatformTransactionManager transactions) {
        return new AuditStore(client, new RowWriter(template), partitions, new TransactionTemplate(transactions));
    }

    @Bean
    Admin admin(KafkaProperties kafka, KafkaConnectionDetails connection) {
        return Admin.create(withServers(kafka.buildAdminProperties(), connection.getAdmin().getBootstrapServers()));
    }

    @Bean
    DeadLetters deadLetters(AuditKafkaProperties audit, KafkaProperties kafka, KafkaConnectionDetails connection) {
        return new DeadLetters(audit, producerSettings(kafka, connection));
    }

    @Bean
    Assignments assignments(Admin admin, AuditStore store, StoreStatus status, Clock clock) {
        return new Assignments(admin, store, status, clock);
    }

    /** Not started with the other beans: {@link AuditPipeline} starts it once the topics are there. */
    @Bean
    AuditPipeline auditPipeline(
            Admin admin,
            AuditProperties audit,
            AuditKafkaProperties topics,
            KafkaProperties kafka,
            KafkaConnectionDetails connection,
            Assignments assignments,
            AuditStore store,
            DeadLetters deadLetters,
            StoreStatus storeStatus,
            TailStatus tailStatus,
            Clock clock) {
        Map<String, Object> consumer = withServers(kafka.buildConsumerProperties(),
                connection.getConsumer().getBootstrapServers());
        ConcurrentMessageListenerContainer<byte[], byte[]> consumers = StoreContainer.create(topics, consumer,
                assignments, new StoreListener(assignments, store, deadLetters, storeStatus,
                        new Lateness(audit.lateLimit()), clock),
                storeStatus);
        Optional<Tail> tail = Optional.ofNullable(audit.file()).map(file -> new Tail(audit.source(),
                new AuditDirectory(file),
                new KafkaRecordLog(audit.source(), topics, producerSettings(kafka, connection), consumer),
                new TailSettings(audit.pollInterval(), topics.chunkSize(), Math.toIntExact(audit.batchSize().toBytes()),
                        audit.retryDelay(), audit.takeoverDelay()),
                tailStatus, clock));
        return new AuditPipeline(admin, topics, consumers, tail, storeStatus);
    }

    @Bean
    @ConditionalOnProperty("audit.file")
    TailWatch tailWatch(AuditProperties audit, TailStatus tail, FactLog facts, VaultApi vault, Clock clock) {
        return new TailWatch(audit.source(), tail, facts, new Canary(vault), audit.silenceLimit(), TAIL_WATCH_PERIOD,
                clock);
    }

    @Bean
    AuditMetrics auditMetrics(TailStatus tail, StoreStatus store, Clock clock) {
        return new AuditMetrics(tail, store, clock);
    }

    @Bean
    StoreHealth auditStoreHealthIndicator(
            StoreStatus status,
            AuditStore store,
            AuditPipeline pipeline,
            AuditProperties audit) {
        return new StoreHealth(status, store, pipeline::sinceHeartbeat,
                Objects.requireNonNullElse(audit.lossesAcknowledged(), Instant.EPOCH));
    }

    @Bean
    @ConditionalOnProperty("audit.file")
    TailHealth auditTailHealthIndicator(TailStatus status, AuditProperties audit, Clock clock) {
        return new TailHealth(status, new TailHealthSettings(audit.silenceLimit(), audit.lossesAcknowledged()), clock);
    }

    private static Map<String, Object> producerSettings(KafkaProperties kafka, KafkaConnectionDetails connection) {
        return withServers(kafka.buildProducerProperties(), connection.getProducer().getBootstrapServers());
    }

    private static Map<String, Object> withServers(Map<String, Object> settings, List<String> servers) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
        return all;
    }
}
