package dev.habittracker.devstack.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.json.JsonMapper;

import dev.habittracker.devstack.load.Operation;
import dev.habittracker.devstack.load.Outcome;
import dev.habittracker.devstack.load.Sample;

import static org.assertj.core.api.Assertions.assertThat;

class ReportTest {

    private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");
    private static final Change ROTATION = new Change(Act.ROTATE, "1795500000.3", "due since 08:00:10",
            START.plusSeconds(10),
            START.plusMillis(10_100),
            Map.of("habit-api a", START.plusMillis(10_120), "habit-api b", START.plusMillis(10_145)),
            List.of(new Change.Step(START.plusSeconds(10), "written", "next key known everywhere")), Map.of());
    private static final Change REVOCATION = new Change(Act.REVOKE, "1795500000.4", "leaked", START.plusSeconds(20),
            START.plusSeconds(20), Map.of(), List.of(), Map.of("habit-api-1", Duration.ofMillis(31)));

    private final List<Sample> samples = new ArrayList<>();

    @Test
    void requests_areDividedIntoSteadyStateAndRotationWindows() {
        served(START.plusSeconds(5), 10);
        served(START.plusMillis(10_050), 30);
        served(START.plusMillis(12_145), 50);
        served(START.plusMillis(12_146), 20);
        Report.Latencies reads = Objects.requireNonNull(report(List.of()).requests().get(Operation.READ_HABITS));
        assertThat(reads.rotating().count()).isEqualTo(2);
        assertThat(reads.rotating().slowest()).contains(Duration.ofMillis(50));
        assertThat(reads.steady().slowest()).contains(Duration.ofMillis(20));
    }

    @Test
    void allServed_passes() {
        served(START, 10);
        assertThat(report(List.of()).passed()).isTrue();
    }

    @Test
    void refusalForAToken_beforeItsKeyWasRevoked_isAFailure() {
        served(START, 1);
        sample(START.plusSeconds(19), 5, new Outcome.RefusedAsRevoked());
        assertThat(report(List.of()).failures())
                .containsExactly(Map.entry("401: refused before the key was revoked", 1L));
    }

    @Test
    void refusalForATokenOfARevokedKey_passes() {
        served(START, 10);
        sample(START.plusSeconds(20), 5, new Outcome.RefusedAsRevoked());
        Report report = report(List.of());
        assertThat(report.passed()).isTrue();
        assertThat(report.refusedAsRevoked()).isOne();
    }

    @Test
    void oneFailedRequest_fails_andIsCountedByWhatWasAnswered() {
        served(START, 10);
        sample(START, 5, new Outcome.Failed("503: no key"));
        Report report = report(List.of());
        assertThat(report.passed()).isFalse();
        assertThat(report.failures()).containsExactly(Map.entry("503: no key", 1L));
    }

    @Test
    void somethingNotShown_orARefusedWitness_orNoRequestAtAll_fails() {
        served(START, 10);
        assertThat(report(List.of("only 2 of 3 instances applied")).passed()).isFalse();
        Report refused = Report.of(START, Duration.ofSeconds(30), 2, 1, samples, List.of(), Duration.ZERO,
                new WitnessCount(1, 1, List.of("refused")), List.of());
        assertThat(refused.passed()).isFalse();
        samples.clear();
        assertThat(report(List.of()).passed()).isFalse();
    }

    @Test
    void text_saysTheVerdictAndTheNumbersBehindIt() {
        served(START, 10);
        sample(START, 5, new Outcome.Failed("503: no key"));
        assertThat(ReportText.render(report(List.of()))).contains("1 x 503: no key", "FAILED: 1 failed requests",
                "habit-api a 20, habit-api b 45",
                "habit-api-1 refused a token of the revoked key 31 ms after the write",
                "written: next key known everywhere");
    }

    @Test
    void json_holdsTheSame_inMilliseconds() {
        served(START, 10);
        var json = JsonMapper.builder().build().readTree(ReportJson.render(report(List.of())));
        assertThat(json.path("passed").asBoolean()).isTrue();
        assertThat(json.at("/changes/0/write_to_last_applied_ms").asLong()).isEqualTo(45);
        assertThat(json.at("/changes/1/write_to_refused_ms/habit-api-1").asLong()).isEqualTo(31);
        assertThat(json.at("/latency/read_habits/steady/p50_ms").asDouble()).isEqualTo(10.0);
        assertThat(json.at("/changes/0/steps/0/reason").asString()).isEqualTo("next key known everywhere");
    }

    private Report report(List<String> incomplete) {
        return Report.of(START, Duration.ofSeconds(30), 2, 1, samples, List.of(ROTATION, REVOCATION),
                Duration.ofSeconds(2),
                WitnessCount.NONE, incomplete);
    }

    private void served(Instant at, long millis) {
        sample(at, millis, new Outcome.Served(200));
    }

    private void sample(Instant at, long millis, Outcome outcome) {
        samples.add(
                new Sample(at, Duration.ofMillis(millis), Operation.READ_HABITS, "habit-api-1", "", Optional.empty(),
                        outcome));
    }
}
