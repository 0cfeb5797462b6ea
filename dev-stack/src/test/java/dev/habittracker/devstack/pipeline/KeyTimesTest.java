package dev.habittracker.devstack.pipeline;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class KeyTimesTest {

    @Test
    void demo_addsUpToTheSumsOfTheDocumentation() {
        assertThat(KeyTimes.DEMO.spread()).isEqualTo(Duration.ofSeconds(7));
        assertThat(KeyTimes.DEMO.overlap()).isEqualTo(Duration.ofSeconds(35));
        assertThat(KeyTimes.DEMO.shortestPeriod()).isLessThan(Duration.ofSeconds(60));
    }
}
