package dev.habittracker.devstack.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.habittracker.devstack.process.ChildProcess;
import dev.habittracker.devstack.process.Ports;
import dev.habittracker.devstack.process.Victim;
import dev.habittracker.devstack.process.Waiting;

/**
 * A one-node Apache Kafka broker on 127.0.0.1, in a JVM of its own, with its data in a folder. A later start on the same folder, on any port, goes
 * on with the data. Transactions and compacted topics work; topics are not created by themselves.
 */
public final class KafkaBroker implements KafkaServer, Victim {

    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final Path folder;
    private final int port;
    private final List<Detour> detours;
    private ChildProcess process;

    private KafkaBroker(Path folder, int port, List<Detour> detours) {
        this.folder = folder.toAbsolutePath();
        this.port = port;
        this.detours = List.copyOf(detours);
        this.process = launch();
    }

    /** Starts a broker on a free port and waits until it serves. */
    public static KafkaBroker start(Path folder) {
        return start(folder, Ports.free());
    }

    /** Starts a broker on the given port and waits until it serves. */
    public static KafkaBroker start(Path folder, int port) {
        return start(folder, port, List.of());
    }

    /**
     * Starts a broker that is also reached by detours, and waits until it serves.
     *
     * @param detours how the clients of this run come to it; {@link #bootstrapServers()} is the way without one
     */
    public static KafkaBroker start(Path folder, int port, List<Detour> detours) {
        return new KafkaBroker(folder, port, detours);
    }

    @Override
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    public ChildProcess process() {
        return process;
    }

    /** An orderly stop: SIGTERM. */
    public void stop() {
        process.stop();
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

    /** Starts the stopped or killed broker again, on the same port and data. */
    public void restart() {
        process.stop();
        process = launch();
    }

    @Override
    public void startAgain() {
        if (!process.isAlive()) {
            restart();
        }
    }

    /** Its start waits until it serves. */
    @Override
    public boolean serves() {
        return process.isAlive();
    }

    @Override
    public void close() {
        stop();
    }

    private ChildProcess launch() {
        Path ready = folder.resolve("ready");
        Path settings = folder.resolve("server.properties");
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(ready);
            Files.writeString(settings,
                    asProperties(BrokerSettings.of(port, Ports.free(), folder.resolve("logs"), detours)));
        } catch (IOException e) {
            throw new UncheckedIOException("the Kafka broker's folder " + folder + " cannot be written", e);
        }
        var launched = ChildProcess.start("Kafka", command(settings, ready), Map.of(), folder.resolve("kafka.log"));
        boolean serves = Waiting.until(START_LIMIT, () -> Files.exists(ready) || !launched.isAlive())
                && launched.isAlive();
        if (!serves) {
            launched.kill();
            throw launched.failed("did not start on 127.0.0.1:" + port);
        }
        return launched;
    }

    private static List<String> command(Path settings, Path ready) {
        return List.of(ChildProcess.java(), "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto",
                "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED",
                "-Dlog4j2.configurationFile=classpath:dev/habittracker/devstack/kafka/broker-log4j2.properties",
                "-Dlog4j2.disableJmx=true", "-cp", BrokerClassPath.find(), BrokerMain.class.getName(),
                settings.toString(),
                ready.toString());
    }

    private static String asProperties(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue().replace("\\", "\\\\"))
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
