package dev.habittracker.auditconsumer.it;

import java.time.Duration;
import java.util.List;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import dev.habittracker.devstack.junit.DevStack;
import dev.habittracker.devstack.junit.SharedStack;
import dev.habittracker.devstack.junit.StackSlice;
import dev.habittracker.devstack.postgres.PostgresServer;

/** The whole service on a free port, following the audit file of a real Vault server; one and the same for all classes that extend this. */
@DevStack
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
abstract class AuditService {

    static final Duration PATIENCE = Duration.ofSeconds(30);

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource());

    @DynamicPropertySource
    static void stack(DynamicPropertyRegistry properties) {
        StackSlice slice = SharedStack.slice(AuditService.class);
        properties.add("audit.file", () -> slice.auditFile().toString());
        properties.add("audit.vault.address", () -> slice.vaultAddress().toString());
        properties.add("audit.vault.timeout", () -> "1s");
        properties.add("audit.poll-interval", () -> "50ms");
        properties.add("audit.kafka.topic-prefix", slice::topicPrefix);
        properties.add("spring.kafka.bootstrap-servers", slice::bootstrapServers);
        properties.add("spring.datasource.url", () -> slice.jdbcUrl("audit"));
        properties.add("spring.datasource.username", () -> PostgresServer.USER);
    }

    static StackSlice slice() {
        return SharedStack.slice(AuditService.class);
    }

    /** Somebody who shows a token that may ask. */
    AuditApi auditor() {
        return new AuditApi(port, slice().auditorToken());
    }

    AuditApi nobody() {
        return new AuditApi(port, null);
    }

    JdbcClient jdbc() {
        return jdbc;
    }

    /** The complete lines of Vault's audit files by now. */
    static List<String> fileLines() {
        return AuditFiles.lines(slice().auditFile());
    }

    /** The lines in the table, each put together from its parts. */
    List<String> storedLines() {
        return StoredLines.of(jdbc);
    }
}
