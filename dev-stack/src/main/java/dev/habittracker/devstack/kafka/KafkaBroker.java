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
import dev.habittracker.devstack.process.Waiting;

/**
 * A one-node Apache Kafka broker on 127.0.0.1, in a JVM of its own, with its data in a folder. A later start on the same folder, on any port, goes
 * on with the data. Transactions and compacted topics work; topics are not created by themselves.
 */
public final class KafkaBroker implements KafkaServer {

    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final Path folder;
    private final int port;
    private ChildProcess process;

    private KafkaBroker(Path folder, int port) {
        this.folder = folder.toAbsolutePath();
        this.port = port;
        this.process = launch();
    }

    /** Starts a broker on a free port and waits until it serves. */
    public static KafkaBroker start(Path folder) {
        return start(folder, Ports.free());
    }

    /** Starts a broker on the given port and waits until it serves. */
    public static KafkaBroker start(Path folder, int port) {
        return new KafkaBroker(folder, port);
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

    /** SIGKILL. */
    public void kill() {
        process.kill();
    }

    /** Alive but silent, until {@link #resume()}. */
    public void suspend() {
        process.suspend();
    }

    public void resume() {
        process.resume();
    }

    /** Starts the stopped or killed broker again, on the same port and data. */
    public void restart() {
        process.stop();
        process = launch();
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
            Files.writeString(settings, asProperties(BrokerSettings.of(port, Ports.free(), folder.resolve("logs"))));
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
