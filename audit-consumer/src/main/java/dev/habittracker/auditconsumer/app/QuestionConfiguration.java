package dev.habittracker.auditconsumer.app;

import java.time.Clock;
import java.time.Duration;

import javax.sql.DataSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import dev.habittracker.auditconsumer.jdbc.AccessLog;
import dev.habittracker.auditconsumer.jdbc.ChainCheck;
import dev.habittracker.auditconsumer.jdbc.CoverageQuery;
import dev.habittracker.auditconsumer.jdbc.FactLog;
import dev.habittracker.auditconsumer.jdbc.KeyReadQuery;
import dev.habittracker.auditconsumer.jdbc.RecordQuery;
import dev.habittracker.auditconsumer.jdbc.SecretUseQuery;
import dev.habittracker.auditconsumer.jdbc.UnansweredQuery;
import dev.habittracker.auditconsumer.vault.AuditVaultProperties;
import dev.habittracker.auditconsumer.vault.Capabilities;
import dev.habittracker.auditconsumer.vault.VaultApi;
import dev.habittracker.auditconsumer.web.Access;

/** The parts that answer questions. */
@Configuration(proxyBeanMethods = false)
class QuestionConfiguration {

    /** Whoever asks does not wait longer; and a question that nobody waits for keeps no partition from being dropped. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Bean
    KeyReadQuery keyReadQuery(DataSource database) {
        return new KeyReadQuery(JdbcClient.create(impatient(database)));
    }

    @Bean
    RecordQuery recordQuery(DataSource database, PlatformTransactionManager transactions) {
        TransactionTemplate transaction = new TransactionTemplate(transactions);
        transaction.setReadOnly(true);
        return new RecordQuery(impatient(database), database, transaction);
    }

    @Bean
    UnansweredQuery unansweredQuery(DataSource database) {
        return new UnansweredQuery(impatient(database));
    }

    @Bean
    SecretUseQuery secretUseQuery(DataSource database) {
        return new SecretUseQuery(impatient(database));
    }

    @Bean
    FactLog factLog(JdbcClient client) {
        return new FactLog(client);
    }

    @Bean
    CoverageQuery coverageQuery(JdbcClient client) {
        return new CoverageQuery(client);
    }

    @Bean
    ChainCheck chainCheck(JdbcClient client, PlatformTransactionManager transactions) {
        TransactionTemplate snapshot = new TransactionTemplate(transactions);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        snapshot.setReadOnly(true);
        return new ChainCheck(client, snapshot);
    }

    @Bean
    AccessLog accessLog(JdbcClient client) {
        return new AccessLog(client);
    }

    @Bean
    VaultApi vaultApi(AuditVaultProperties properties) {
        return new VaultApi(properties);
    }

    @Bean
    Access access(VaultApi vault, AccessLog log, Clock clock) {
        return new Access(new Capabilities(vault), log, clock);
    }

    private static JdbcTemplate impatient(DataSource database) {
        JdbcTemplate template = new JdbcTemplate(database);
        template.setQueryTimeout(Math.toIntExact(PATIENCE.toSeconds()));
        return template;
    }
}
