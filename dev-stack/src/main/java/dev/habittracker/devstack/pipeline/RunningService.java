package dev.habittracker.devstack.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import dev.habittracker.devstack.http.JsonClient;
import dev.habittracker.devstack.process.ChildProcess;
import dev.habittracker.devstack.process.Victim;
import dev.habittracker.devstack.process.Waiting;

/** A service, in one process after the other. */
public final class RunningService implements Victim {

    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final JsonClient HTTP = new JsonClient(Duration.ofSeconds(2));

    private final ServiceSpec spec;
    private final Path jar;
    private final Path folder;
    private final Supplier<Optional<String>> wrappedSecretId;
    private volatile ChildProcess process;

    private RunningService(ServiceSpec spec, Path jar, Path folder, Supplier<Optional<String>> wrappedSecretId) {
        this.spec = spec;
        this.jar = jar;
        this.folder = folder;
        this.wrappedSecretId = wrappedSecretId;
        this.process = launch();
    }

    /**
     * Starts the service, without waiting for it.
     *
     * @param jar the unpacked one
     * @param wrappedSecretId asked for each start, since the service unwraps it once
     */
    static RunningService start(ServiceSpec spec, Path jar, Path folder, Supplier<Optional<String>> wrappedSecretId) {
        return new RunningService(spec, jar, folder, wrappedSecretId);
    }

    public ServiceSpec spec() {
        return spec;
    }

    /** The one that runs now, or ran last. */
    public ChildProcess process() {
        return process;
    }

    @Override
    public void kill() {
        process.kill();
    }

    @Override
    public void suspend() {
        process.suspend();
    }

    @Override
    public void resume() {
        process.resume();
    }

    /** Without waiting for it; Vault must answer, for the login. */
    @Override
    public void startAgain() {
        if (!process.isAlive()) {
            process = launch();
        }
    }

    private ChildProcess launch() {
        Map<String, String> properties = new TreeMap<>(spec.properties());
        wrappedSecretId.get().ifPresent(secret -> properties.put("keyring.vault.wrapped-secret-id-file",
                SecretFile.write(folder.resolve("credentials").resolve(spec.name() + ".wrapped-secret-id"), secret)
                        .toString()));
        Path configuration = folder.resolve("config").resolve(spec.name() + ".properties");
        try {
            Files.createDirectories(configuration.getParent());
            Files.writeString(configuration, properties.entrySet().stream()
                    .map(property -> property.getKey() + "=" + property.getValue())
                    .collect(Collectors.joining("\n", "", "\n")));
        } catch (IOException e) {
            throw new UncheckedIOException(configuration + " cannot be written", e);
        }
        List<String> command = List.of(ChildProcess.java(), "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError", "-jar", jar.toString(),
                "--spring.config.additional-location=file:" + configuration);
        return ChildProcess.start(spec.name(), command, Map.of(),
                folder.resolve("logs").resolve(spec.name() + ".log"));
    }

    /** Waits until the service says that it is ready. */
    RunningService awaitReady() {
        Waiting.until(START_LIMIT, () -> isReady() || !process.isAlive());
        if (!isReady()) {
            throw process.failed("did not become ready within " + START_LIMIT.toSeconds() + " s");
        }
        return this;
    }

    /** Whether it says that it is ready. */
    @Override
    public boolean serves() {
        return isReady();
    }

    public boolean isReady() {
        return isReady(spec);
    }

    static boolean isReady(ServiceSpec spec) {
        try {
            return HTTP.get(spec.readiness(), Map.of()).status() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }
}
