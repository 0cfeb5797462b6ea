package dev.habittracker.devstack.kafka;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ContainerKafkaTest {

    @Test
    void start_withoutDocker_failsNamingIt() {
        assertThatThrownBy(() -> ContainerKafka.start("latest", () -> false)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no Docker answers here").hasMessageContaining("DOCKER_HOST");
    }
}
