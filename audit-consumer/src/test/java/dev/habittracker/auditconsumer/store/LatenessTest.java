package dev.habittracker.auditconsumer.store;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LatenessTest {

    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
    private static final Place FIRST = new Place("t", new UUID(0, 0), 0);
    private static final Place SECOND = new Place("t", new UUID(0, 0), 1);

    private final Lateness lateness = new Lateness(Duration.ofMinutes(5));

    @Test
    void delay_upToTheLimit_isNotTold() {
        assertThat(lateness.observe(FIRST, Duration.ofMinutes(5), NOW)).isEmpty();
    }

    @Test
    void lateness_isToldWhenItBeginsAndWhenItIsOver() {
        assertThat(lateness.observe(FIRST, Duration.ofSeconds(301), NOW)).hasValueSatisfying(fact -> assertThat(fact
                .detail()).isEqualTo("t-0: a record took 301 s to the table, longer than the limit of 300 s"));
        assertThat(lateness.observe(FIRST, Duration.ofSeconds(900), NOW)).isEmpty();
        assertThat(lateness.observe(FIRST, Duration.ofSeconds(400), NOW)).isEmpty();
        assertThat(lateness.observe(FIRST, Duration.ofSeconds(1), NOW)).hasValueSatisfying(fact -> assertThat(fact
                .detail()).isEqualTo("t-0: records are in time again; the longest took 900 s"));
        assertThat(lateness.observe(FIRST, Duration.ofSeconds(1), NOW)).isEmpty();
    }

    @Test
    void lateness_ofOnePartition_isNotOverBecauseAnotherIsInTime() {
        lateness.observe(FIRST, Duration.ofHours(1), NOW);

        assertThat(lateness.observe(SECOND, Duration.ofSeconds(1), NOW)).isEmpty();
    }
}
