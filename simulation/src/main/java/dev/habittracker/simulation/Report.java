package dev.habittracker.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import dev.habittracker.rotator.decide.Alarm;
import dev.habittracker.simulation.check.Situation;
import dev.habittracker.simulation.plan.Step;

/// What a campaign covered, for people and for machines.
///
/// @param seed    the first
/// @param threads on which it ran
/// @param took    how long
record Report(long seed, int threads, Duration took, Tally tally) {

    private double rate() {
        return tally.histories() / Math.max(1e-9, took.toNanos() / 1e9);
    }

    /// The table at the end.
    String table() {
        List<String> lines = new ArrayList<>();
        lines.add(
                String.format(Locale.ROOT, "%,d histories of the seeds from %d on, in %s on %d threads: %,.1f a second",
                        tally.histories(), seed, Progress.text(took), threads, rate()));
        lines.add(String.format(Locale.ROOT, "%,d hours of faults, %,d ring versions, %,d tokens; fingerprint %s",
                tally.seconds() / 3600, tally.versions(), tally.tokens(), tally.fingerprint()));
        lines.addAll(section("What happened, in how many histories", Situation.values(), tally.situations(),
                Situation::label));
        lines.addAll(section("What was done to them, in how many histories", Step.Kind.values(), tally.steps(),
                Report::label));
        lines.addAll(section("What rotators raised an alarm for, in how many histories", Alarm.Kind.values(),
                tally.alarms(), Report::label));
        return String.join(System.lineSeparator(), lines);
    }

    private <K> List<String> section(String title, K[] rows, Map<K, Long> counts, Function<K, String> label) {
        List<String> lines = new ArrayList<>(List.of("", title));
        Arrays.stream(rows).map(row -> {
            long count = counts.getOrDefault(row, 0L);
            return String.format(Locale.ROOT, "  %-42s %,12d  %5.1f %%", label.apply(row), count,
                    100.0 * count / Math.max(1, tally.histories()));
        }).forEach(lines::add);
        return lines;
    }

    private static String label(Enum<?> kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /// The same as JSON.
    String json() {
        JsonMapper json = JsonMapper.builder().build();
        ObjectNode report = json.createObjectNode();
        report.put("histories", tally.histories()).put("seed", seed).put("threads", threads)
                .put("seconds", took.toMillis() / 1e3).put("per_second", Math.round(rate() * 10) / 10.0)
                .put("ring_versions", tally.versions()).put("tokens", tally.tokens())
                .put("fingerprint", tally.fingerprint());
        counts(report.putObject("situations"), Situation.values(), tally.situations());
        counts(report.putObject("steps"), Step.Kind.values(), tally.steps());
        counts(report.putObject("alarms"), Alarm.Kind.values(), tally.alarms());
        ArrayNode violations = report.putArray("violations");
        tally.broken().forEach(broken -> violations.addObject().put("seed", broken.plan().seed())
                .put("rule", broken.violation().rule().number()).put("name", broken.violation().rule().name())
                .put("at", broken.violation().at().toString()).put("what", broken.violation().what()));
        return json.writerWithDefaultPrettyPrinter().writeValueAsString(report);
    }

    private static <K extends Enum<K>> void counts(ObjectNode node, K[] rows, Map<K, Long> counts) {
        for (K row : rows) {
            node.put(row.name().toLowerCase(Locale.ROOT), counts.getOrDefault(row, 0L));
        }
    }
}
