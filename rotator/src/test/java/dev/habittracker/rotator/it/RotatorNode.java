package dev.habittracker.rotator.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.awaitility.Awaitility;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import dev.habittracker.devstack.junit.AppRole;
import dev.habittracker.devstack.junit.StackSlice;
import dev.habittracker.devstack.vault.Role;
import dev.habittracker.rotator.RotatorApplication;

/** A whole rotator in this process, with the shortest times at which real servers still keep up. */
final class RotatorNode implements AutoCloseable {

    static final String KEYRING = "habit-tracker";

    private final ConfigurableApplicationContext context;
    private final StackSlice slice;

    private RotatorNode(ConfigurableApplicationContext context, StackSlice slice) {
        this.context = context;
        this.slice = slice;
    }

    /**
     * Starts it and does not wait for a ring.
     *
     * @param further properties, over those given here
     */
    static RotatorNode start(StackSlice slice, String... further) {
        AppRole role = slice.appRole(Role.ROTATOR);
        List<String> properties = new ArrayList<>(List.of("server.port=0",
                "spring.datasource.url=" + slice.jdbcUrl("rotator"), "spring.datasource.username=postgres",
                "keyring.vault.address=" + slice.vaultAddress(), "keyring.vault.mount=" + slice.mount(),
                "keyring.vault.path=" + slice.path(), "keyring.vault.role-id=" + role.roleId(),
                "keyring.vault.secret-id-file=" + secretIdFile(role),
                "keyring.kafka.bootstrap-servers=" + slice.bootstrapServers(),
                "keyring.kafka.topic-prefix=" + slice.topicPrefix(), "keyring.member.status-interval=300ms",
                "keyring.max-token-lifetime=1s", "keyring.signing-lease=1s", "keyring.timing.poll=200ms",
                "keyring.timing.lag=0ms", "keyring.timing.clock-error=100ms", "keyring.timing.write-budget=1s",
                "rotator.tick=1s", "rotator.keyrings[0].name=" + KEYRING, "rotator.keyrings[0].cron=on-request",
                "rotator.keyrings[0].jwks-cache=1s"));
        for (String property : further) {
            String name = property.substring(0, property.indexOf('=') + 1);
            properties.removeIf(given -> given.startsWith(name));
            properties.add(property);
        }
        return new RotatorNode(SpringApplication.run(RotatorApplication.class,
                properties.stream().map(property -> "--" + property).toArray(String[]::new)), slice);
    }

    /** The same, and waits until there is a ring. */
    RotatorNode withRing() {
        Awaitility.await("first ring").atMost(Duration.ofSeconds(40)).pollInterval(Duration.ofMillis(100))
                .until(() -> api().state().has("version"));
        return this;
    }

    OperatorApi api() {
        return api(slice.operatorToken());
    }

    OperatorApi api(String token) {
        return new OperatorApi(port(), KEYRING, token);
    }

    int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    ConfigurableApplicationContext context() {
        return context;
    }

    @Override
    public void close() {
        context.close();
    }

    static Path secretIdFile(AppRole role) {
        try {
            Path file = Files.createTempFile("rotator-secret-id", null);
            file.toFile().deleteOnExit();
            return Files.writeString(file, role.secretId());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
