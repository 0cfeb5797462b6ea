package dev.habittracker.devstack.pipeline;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

import dev.habittracker.devstack.kafka.Detour;
import dev.habittracker.devstack.postgres.PostgresServer;
import dev.habittracker.devstack.vault.LocalVaultServer;
import dev.habittracker.devstack.vault.Placement;
import dev.habittracker.devstack.vault.RemoteVaultServer;
import dev.habittracker.devstack.vault.Role;

/** What each service is told: the property names of all services stand here, and nowhere else in this module. */
final class ServiceSpecs {

    private final Servers servers;
    private final PortPlan ports;
    private final Map<String, Detour> toKafka;
    private final Placement placement;
    private final PipelineSettings settings;
    private final Function<Role, String> roleId;

    ServiceSpecs(Servers servers, PortPlan ports, Map<String, Detour> toKafka, Placement placement,
            PipelineSettings settings, Function<Role, String> roleId) {
        this.servers = servers;
        this.ports = ports;
        this.toKafka = toKafka;
        this.placement = placement;
        this.settings = settings;
        this.roleId = roleId;
    }

    /** All services; the audit consumer only where Vault's audit file is on this machine. */
    List<ServiceSpec> all() {
        List<ServiceSpec> specs = new ArrayList<>();
        List<Integer> rotators = ports.rotators();
        for (int i = 0; i < rotators.size(); i++) {
            specs.add(rotator(ports.rotator(i), rotators.get(i)));
        }
        for (int i = 0; i < ports.api().size(); i++) {
            specs.add(habitApi(ports.habitApi(i), ports.api().get(i)));
        }
        servers.vault().auditFile().ifPresent(file -> specs.add(auditConsumer(file)));
        return specs;
    }

    private ServiceSpec rotator(String name, int port) {
        Map<String, String> properties = common(name, port, "rotator");
        properties.putAll(keyring(name, Role.ROTATOR));
        properties.put("rotator.keyrings[0].name", placement.keyring());
        properties.put("rotator.keyrings[0].cron", settings.cron());
        properties.put("rotator.keyrings[0].jwks-cache", millis(settings.times().jwksCache()));
        return new ServiceSpec(name, "rotator", Optional.of(Role.ROTATOR), port, properties);
    }

    private ServiceSpec habitApi(String name, int port) {
        Map<String, String> properties = common(name, port, "habit_api");
        properties.putAll(keyring(name, Role.HABIT_API));
        properties.put("habit-api.token-lifetime", millis(settings.times().maxTokenLifetime()));
        properties.put("habit-api.jwks-max-age", millis(settings.times().jwksCache()));
        return new ServiceSpec(name, "habit-api", Optional.of(Role.HABIT_API), port, properties);
    }

    private ServiceSpec auditConsumer(Path auditFile) {
        String name = PortPlan.AUDIT_CONSUMER;
        Map<String, String> properties = common(name, ports.audit(), "audit");
        properties.put("audit.vault.address", vaultAddress(name).toString());
        properties.put("spring.kafka.bootstrap-servers", bootstrapServers(name));
        properties.put("audit.file", auditFile.toString());
        return new ServiceSpec(name, "audit-consumer", Optional.empty(), ports.audit(), properties);
    }

    private Map<String, String> common(String name, int port, String database) {
        Map<String, String> properties = new TreeMap<>();
        // What members call themselves, and with it the rotation lines.
        properties.put("spring.application.name", name);
        properties.put("server.address", "127.0.0.1");
        properties.put("server.port", Integer.toString(port));
        properties.put("spring.datasource.url", databaseUrl(name, database));
        properties.put("spring.datasource.username", PostgresServer.USER);
        return properties;
    }

    private Map<String, String> keyring(String service, Role role) {
        KeyTimes times = settings.times();
        Map<String, String> properties = new TreeMap<>();
        properties.put("keyring.name", placement.keyring());
        properties.put("keyring.vault.address", vaultAddress(service).toString());
        properties.put("keyring.vault.mount", placement.mount());
        properties.put("keyring.vault.path", placement.path());
        properties.put("keyring.vault.role-id", roleId.apply(role));
        properties.put("keyring.kafka.bootstrap-servers", bootstrapServers(service));
        properties.put("keyring.max-token-lifetime", millis(times.maxTokenLifetime()));
        properties.put("keyring.signing-lease", millis(times.signingLease()));
        properties.put("keyring.member.status-interval", millis(times.statusInterval()));
        properties.put("keyring.timing.poll", millis(times.poll()));
        properties.put("keyring.timing.lag", millis(times.lag()));
        properties.put("keyring.timing.clock-error", millis(times.clockError()));
        properties.put("keyring.timing.write-budget", millis(times.writeBudget()));
        return properties;
    }

    private URI vaultAddress(String service) {
        URI own = servers.vault().address();
        return switch (servers.vault()) {
            case LocalVaultServer _ ->
                URI.create("http://127.0.0.1:" + settings.links().vault(service, own.getPort()));
            case RemoteVaultServer _ -> own;
        };
    }

    private String bootstrapServers(String service) {
        Detour detour = toKafka.get(service);
        return detour == null ? servers.kafka().bootstrapServers() : "127.0.0.1:" + detour.advertised();
    }

    private String databaseUrl(String service, String database) {
        servers.postgres().createDatabase(database);
        return servers.postgres().jdbcUrl(database, settings.links().postgres(service, servers.postgres().port()));
    }

    private static String millis(Duration duration) {
        return duration.toMillis() + "ms";
    }
}
