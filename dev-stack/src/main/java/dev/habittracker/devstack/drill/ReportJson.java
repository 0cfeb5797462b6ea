package dev.habittracker.devstack.drill;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import dev.habittracker.devstack.load.Percentiles;

/** The report as a program reads it: times in milliseconds, instants in RFC 3339. */
final class ReportJson {

    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private ReportJson() {}

    static String render(Report report) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("passed", report.passed());
        json.put("started", report.started().toString());
        json.put("took_ms", report.took().toMillis());
        json.put("instances", report.instances());
        json.put("clients", report.clients());
        json.put("requests",
                Map.of("served", report.served(), "refused_as_revoked", report.refusedAsRevoked(), "failed",
                        report.failed()));
        json.put("failures", report.failures());
        json.put("latency", latencies(report));
        json.put("changes", report.changes().stream().map(ReportJson::change).toList());
        json.put("tokens_kept",
                Map.of("tokens", report.witness().tokens(), "checks", report.witness().checks(), "refusals",
                        report.witness().refusals()));
        json.put("not_shown", report.incomplete());
        return JSON.writeValueAsString(json) + "\n";
    }

    private static Map<String, Object> latencies(Report report) {
        Map<String, Object> json = new LinkedHashMap<>();
        report.requests().forEach((operation, latencies) -> json.put(operation.title().replace(' ', '_'),
                Map.of("steady", percentiles(latencies.steady()), "rotating", percentiles(latencies.rotating()))));
        return json;
    }

    private static Map<String, Object> percentiles(Percentiles percentiles) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("count", percentiles.count());
        millis(percentiles.p50()).ifPresent(value -> json.put("p50_ms", value));
        millis(percentiles.p99()).ifPresent(value -> json.put("p99_ms", value));
        millis(percentiles.slowest()).ifPresent(value -> json.put("slowest_ms", value));
        return json;
    }

    private static Map<String, Object> change(Change change) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("act", change.act().title().replace(' ', '_'));
        json.put("ring", change.id());
        json.put("reason", change.reason());
        json.put("asked", change.asked().toString());
        json.put("written", change.written().toString());
        change.untilAppliedEverywhere().ifPresent(last -> json.put("write_to_last_applied_ms", last.toMillis()));
        Map<String, Long> applied = new TreeMap<>();
        change.applied()
                .forEach((instance, at) -> applied.put(instance, Duration.between(change.written(), at).toMillis()));
        json.put("write_to_applied_ms", applied);
        if (!change.refused().isEmpty()) {
            Map<String, Long> refused = new TreeMap<>();
            change.refused().forEach((instance, after) -> refused.put(instance, after.toMillis()));
            json.put("write_to_refused_ms", refused);
        }
        json.put("steps", steps(change));
        return json;
    }

    private static List<Map<String, String>> steps(Change change) {
        return change.steps().stream()
                .map(step -> Map.of("at", step.at().toString(), "step", step.name(), "reason", step.reason())).toList();
    }

    private static Optional<Double> millis(Optional<Duration> duration) {
        return duration.map(value -> Math.round(value.toNanos() / 10_000.0) / 100.0);
    }
}
