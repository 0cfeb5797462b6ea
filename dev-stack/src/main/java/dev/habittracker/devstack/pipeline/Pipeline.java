package dev.habittracker.devstack.pipeline;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

import dev.habittracker.devstack.kafka.Detour;
import dev.habittracker.devstack.process.ChildProcess;
import dev.habittracker.devstack.vault.LocalVaultServer;
import dev.habittracker.devstack.vault.Placement;
import dev.habittracker.devstack.vault.RemoteVaultServer;
import dev.habittracker.devstack.vault.Role;
import dev.habittracker.devstack.vault.TokenTimes;
import dev.habittracker.devstack.vault.VaultClient;
import dev.habittracker.devstack.vault.VaultProvisioning;

/** All processes of one pipeline. Closing stops them, services first: they say good-bye to Kafka. */
public final class Pipeline implements AutoCloseable {

    private static final Executor VIRTUAL = command -> Thread.ofVirtual().start(command);
    private static final Duration WRAPPING_TIME = Duration.ofMinutes(5);
    private static final Duration OPERATOR_TIME = Duration.ofHours(24);

    private final PipelineSettings settings;
    private final Servers servers;
    private final Map<String, Detour> toKafka;
    private final Placement placement;
    private final VaultProvisioning provisioning;
    private final List<RunningService> services = new ArrayList<>();
    private volatile boolean closing;

    private Pipeline(PipelineSettings settings, Servers servers, Map<String, Detour> toKafka, Placement placement) {
        this.settings = settings;
        this.servers = servers;
        this.toKafka = toKafka;
        this.placement = placement;
        this.provisioning = new VaultProvisioning(servers.vault(), placement);
    }

    /** Starts everything and waits until each service is ready; where one is not, everything is stopped again. */
    public static Pipeline start(PipelineSettings settings, Progress progress) {
        Map<String, Detour> toKafka = settings.links().kafka(settings.ports().services());
        Servers servers = Servers.start(settings.folder(), settings.ports(), toKafka.values(), settings.environment(),
                progress);
        var pipeline = new Pipeline(settings, servers, toKafka, placement(servers, settings));
        try {
            pipeline.provision(progress);
            pipeline.startServices(progress);
            return pipeline;
        } catch (RuntimeException e) {
            pipeline.close();
            throw e;
        }
    }

    public Servers servers() {
        return servers;
    }

    public KeyTimes times() {
        return settings.times();
    }

    /** The secret's place in Vault. */
    public Placement placement() {
        return placement;
    }

    public List<RunningService> services() {
        return List.copyOf(services);
    }

    /** Whether {@link #close()} was called: from then on a service that does not answer is no news. */
    public boolean isClosing() {
        return closing;
    }

    /** The rotator's view of the keyring: {@code /keyrings/<name>}. */
    public URI keyring() {
        return services("rotator").getFirst().spec().url().resolve("/keyrings/" + placement.keyring());
    }

    public List<RunningService> services(String module) {
        return services.stream().filter(service -> service.spec().module().equals(module)).toList();
    }

    /** A token that may do every operation on the keyring; it lives a day. */
    public String operatorToken() {
        return provisioning.token(Role.OPERATOR, OPERATOR_TIME);
    }

    /** Provisioning's own client, with the root token. */
    public VaultClient vault() {
        return servers.vault().client();
    }

    @Override
    public void close() {
        closing = true;
        services.parallelStream().map(RunningService::process).forEach(ChildProcess::stop);
        servers.close();
    }

    private void provision(Progress progress) {
        progress.timed("Vault provisioned", () -> {
            provisioning.apply(TokenTimes.DEFAULT);
            return placement;
        }, place -> place.mount() + "/" + place.path() + ", a policy and an AppRole for each service");
    }

    private void startServices(Progress progress) {
        var specs = new ServiceSpecs(servers, settings.ports(), toKafka, placement, settings, provisioning::roleId)
                .all();
        if (servers.vault().auditFile().isEmpty()) {
            progress.without("audit-consumer", "it reads Vault's audit file, and " + servers.vault().address()
                    + " keeps its own: run it beside that server, see audit-consumer/README.md");
        }
        Path apps = settings.root().resolve(".pipeline").resolve("apps");
        specs.stream().map(ServiceSpec::module).distinct().parallel()
                .forEach(module -> ServiceJar.unpacked(settings.root(), module, apps));
        for (ServiceSpec spec : specs) {
            Path jar = ServiceJar.unpacked(settings.root(), spec.module(), apps);
            services.add(RunningService.start(spec, jar, settings.folder(),
                    () -> spec.login().map(role -> provisioning.wrappedSecretId(role, WRAPPING_TIME))));
        }
        var starting = services.stream().map(service -> CompletableFuture.supplyAsync(
                () -> progress.timed(service.spec().name(), service::awaitReady,
                        ready -> ready.spec().url().toString()),
                VIRTUAL)).toList();
        try {
            CompletableFuture.allOf(starting.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static Placement placement(Servers servers, PipelineSettings settings) {
        return switch (servers.vault()) {
            case LocalVaultServer _ -> Placement.DEFAULT;
            case RemoteVaultServer _ -> Placement.onMount(settings.sharedMount());
        };
    }
}
