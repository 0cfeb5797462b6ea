package dev.habittracker.devstack.kafka;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;

/** What runs in the broker's JVM: formats the storage on first use, starts the server, and says so by a file. */
final class BrokerMain {

    private BrokerMain() {}

    /**
     * @param args the properties file, and the file to create once the broker serves
     */
    public static void main(String[] args) throws IOException {
        Path propertiesFile = Path.of(args[0]);
        Path ready = Path.of(args[1]);
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(propertiesFile)) {
            properties.load(reader);
        }
        if (!Files.exists(Path.of(properties.getProperty("log.dirs"), "meta.properties"))) {
            format(propertiesFile);
        }
        var server = new KafkaRaftServer(KafkaConfig.fromProps(properties), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "stop-broker"));
        server.startup();
        Files.createFile(ready);
        server.awaitShutdown();
    }

    private static void format(Path propertiesFile) {
        int status = StorageTool.execute(
                new String[]{"format", "--config", propertiesFile.toString(), "--cluster-id",
                        Uuid.randomUuid().toString()},
                new PrintStream(System.out, true));
        if (status != 0) {
            throw new IllegalStateException("formatting the broker's storage failed with status " + status);
        }
    }
}
