package dev.habittracker.devstack.kafka;

import java.util.function.BooleanSupplier;

import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** The Apache Kafka image in a container, for the Maven profile {@code containers}. Topics are not created by themselves, as with {@link KafkaBroker}. */
public final class ContainerKafka implements KafkaServer {

    private static final String IMAGE = "apache/kafka";

    private final KafkaContainer container;

    private ContainerKafka(KafkaContainer container) {
        this.container = container;
    }

    /**
     * Starts the container and waits until the broker serves.
     *
     * @param version of the image: its tag
     * @throws IllegalStateException where no Docker answers
     */
    public static ContainerKafka start(String version) {
        return start(version, () -> DockerClientFactory.instance().isDockerAvailable());
    }

    static ContainerKafka start(String version, BooleanSupplier docker) {
        if (!docker.getAsBoolean()) {
            throw new IllegalStateException(
                    "the profile \"containers\" runs Kafka in Docker, and no Docker answers here: start it or set"
                            + " DOCKER_HOST, or leave the profile out, and the tests start a broker without Docker");
        }
        var container = new KafkaContainer(DockerImageName.parse(IMAGE).withTag(version))
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
        container.start();
        return new ContainerKafka(container);
    }

    @Override
    public String bootstrapServers() {
        return container.getBootstrapServers();
    }

    @Override
    public void close() {
        container.stop();
    }
}
