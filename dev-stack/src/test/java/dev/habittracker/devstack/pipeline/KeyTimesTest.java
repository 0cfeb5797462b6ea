package dev.habittracker.devstack.pipeline;

import java.time.Duration;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import dev.habittracker.devstack.vault.VaultConfigFile;

import static org.assertj.core.api.Assertions.assertThat;

class KeyTimesTest {

    @Test
    void demo_addsUpToTheSumsOfTheDocumentation() {
        assertThat(KeyTimes.DEMO.spread()).isEqualTo(Duration.ofSeconds(7));
        assertThat(KeyTimes.DEMO.overlap()).isEqualTo(Duration.ofSeconds(35));
        assertThat(KeyTimes.DEMO.shortestPeriod()).isLessThan(Duration.ofSeconds(60));
    }

    @Test
    void everySetOfTimes_isLongerThanVaultWorksOnARequest_byPollAndWriteBudget() {
        assertThat(Stream.of(KeyTimes.DEMO, KeyTimes.DRILL, KeyTimes.TORTURE))
                .allSatisfy(times -> assertThat(times.poll().plus(times.writeBudget()))
                        .isGreaterThan(VaultConfigFile.MAX_REQUEST_DURATION));
    }
}
