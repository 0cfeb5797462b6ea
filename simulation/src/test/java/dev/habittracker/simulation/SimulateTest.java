package dev.habittracker.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.habittracker.simulation.check.Rule;
import dev.habittracker.simulation.check.Violation;
import dev.habittracker.simulation.plan.PlanMaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SimulateTest {

    @Test
    void simulate_noRuleBroken_exitsWith0AndWritesTheReport(@TempDir Path folder) throws Exception {
        Path json = folder.resolve("report.json");

        int status = Simulate.run(Options.parse(
                new String[]{"--histories", "3", "--seed", "7", "--threads", "2", "--json", json.toString()}, 0));

        assertThat(status).isZero();
        JsonNode report = read(json);
        assertThat(report.path("histories").asInt()).isEqualTo(3);
        assertThat(report.path("seed").asInt()).isEqualTo(7);
        assertThat(report.path("situations").path("rotated").asInt()).isPositive();
        assertThat(report.path("violations").isEmpty()).isTrue();
    }

    @Test
    void verdict_aBrokenRule_exitsWith1() {
        Tally tally = new Tally();
        History.Result sound = History.run(PlanMaker.plan(7));
        tally.add(PlanMaker.plan(7),
                new History.Result(new Violation(Rule.ONE_ORDER, Duration.ofSeconds(3), "backwards"),
                        sound.versions(), sound.tokens(), sound.coverage()));

        assertThat(Simulate.verdict(tally.broken())).isEqualTo(1);
        assertThat(new Report(7, 1, Duration.ofSeconds(1), tally).json()).contains("\"rule\" : 4", "backwards");
    }

    private static JsonNode read(Path json) throws IOException {
        return JsonMapper.builder().build().readTree(Files.readString(json));
    }

    @Test
    void options_whatCannotBeRead_saysWhatToChange() {
        assertThatIllegalArgumentException().isThrownBy(() -> Options.parse(new String[]{"--histories", "many"}, 0))
                .withMessageContaining("--histories takes a whole number of 1 to");
        assertThatIllegalArgumentException().isThrownBy(() -> Options.parse(new String[]{"--seed"}, 0))
                .withMessageContaining("--seed lacks its value");
        assertThatIllegalArgumentException().isThrownBy(() -> Options.parse(new String[]{"--sed", "1"}, 0))
                .withMessageContaining("there is no option --sed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.parse(new String[]{"--seed", "1", "--seed", "2"}, 0))
                .withMessageContaining("--seed stands twice");
    }

    @Test
    void progress_afterAWhile_tellsTheRateOfTheLastMinuteAndTheTimeLeft() {
        AtomicLong nanos = new AtomicLong();
        Progress progress = new Progress(1000, nanos::get);

        nanos.set(Duration.ofSeconds(10).toNanos());
        assertThat(progress.line(0, 0)).contains("just begun");
        nanos.set(Duration.ofSeconds(20).toNanos());
        assertThat(progress.line(100, 0)).contains("10.0 %", "100 of 1,000 histories", "0:20", "5 a second",
                "3:00 left",
                "no rule broken");
        nanos.set(Duration.ofSeconds(100).toNanos());
        assertThat(progress.line(900, 2)).contains("10 a second", "0:10 left", "2 histories broke a rule");
    }
}
