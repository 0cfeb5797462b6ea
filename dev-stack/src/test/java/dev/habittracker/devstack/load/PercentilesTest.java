package dev.habittracker.devstack.load;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PercentilesTest {

    @Test
    void hundredLatencies_haveTheirFiftiethAndNinetyNinth() {
        Percentiles percentiles = Percentiles
                .of(LongStream.rangeClosed(1, 100).mapToObj(Duration::ofMillis).toList().reversed());
        assertThat(percentiles.p50()).contains(Duration.ofMillis(50));
        assertThat(percentiles.p99()).contains(Duration.ofMillis(99));
        assertThat(percentiles.slowest()).contains(Duration.ofMillis(100));
    }

    @Test
    void oneLatency_isAllOfThem() {
        Percentiles percentiles = Percentiles.of(List.of(Duration.ofMillis(7)));
        assertThat(percentiles.p50()).contains(Duration.ofMillis(7));
        assertThat(percentiles.p99()).contains(Duration.ofMillis(7));
    }

    @Test
    void noLatency_hasNoPercentile() {
        assertThat(Percentiles.of(List.of()).p99()).isEmpty();
    }
}
