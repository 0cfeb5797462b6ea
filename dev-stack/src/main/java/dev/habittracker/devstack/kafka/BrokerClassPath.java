package dev.habittracker.devstack.kafka;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The class path of the broker's JVM: this module and the jars that the build resolved for the broker, and nothing of the JVM that starts it. So a
 * test's logging or Spring's libraries cannot disturb the broker, nor the broker's theirs.
 */
final class BrokerClassPath {

    private static final String WRITTEN_BY_THE_BUILD = "broker.classpath";

    private BrokerClassPath() {}

    static String find() {
        List<String> jars = jars();
        for (String jar : jars) {
            if (!Files.exists(Path.of(jar))) {
                throw new IllegalStateException("the Kafka broker needs " + jar
                        + ", which is gone: build again with `mvn -pl dev-stack -am process-classes`");
            }
        }
        return thisModule() + File.pathSeparator + String.join(File.pathSeparator, jars);
    }

    private static List<String> jars() {
        try (var resource = BrokerClassPath.class.getResourceAsStream(WRITTEN_BY_THE_BUILD)) {
            if (resource == null) {
                throw new IllegalStateException(
                        "the list of the Kafka broker's jars is missing: let Maven build dev-stack once"
                                + " with `mvn -pl dev-stack -am process-classes`");
            }
            String list = new String(resource.readAllBytes(), StandardCharsets.UTF_8).strip();
            return Arrays.asList(list.split(File.pathSeparator));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path thisModule() {
        try {
            return Path.of(BrokerClassPath.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
