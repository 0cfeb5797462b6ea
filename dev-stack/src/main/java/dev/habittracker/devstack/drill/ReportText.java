package dev.habittracker.devstack.drill;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** The report as a person reads it. */
final class ReportText {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private ReportText() {}

    static String render(Report report) {
        return String.join("\n", "", requests(report), changes(report), steps(report), revocation(report),
                verdict(report));
    }

    private static String requests(Report report) {
        var table = new Table("requests", ">steady", ">p50 ms", ">p99 ms", ">rotating", ">p50 ms ", ">p99 ms ");
        report.requests().forEach((operation, latencies) -> table.row(operation.title(), latencies.steady().count(),
                millis(latencies.steady().p50()), millis(latencies.steady().p99()), latencies.rotating().count(),
                millis(latencies.rotating().p50()), millis(latencies.rotating().p99())));
        return table.render();
    }

    private static String changes(Report report) {
        var table = new Table("change", "ring", "written (UTC)", ">last applied after ms", "ms to each instance");
        for (Change change : report.changes()) {
            table.row(change.act().title(), change.id(), CLOCK.format(change.written()),
                    millis(change.untilAppliedEverywhere()),
                    change.applied().entrySet().stream()
                            .map(applied -> applied.getKey() + " "
                                    + Duration.between(change.written(), applied.getValue()).toMillis())
                            .collect(java.util.stream.Collectors.joining(", ")));
        }
        return table.render();
    }

    private static String steps(Report report) {
        var text = new StringBuilder();
        for (Change change : report.changes()) {
            text.append("  ").append(change.id()).append(' ').append(change.act().title()).append(": ")
                    .append(change.reason()).append('\n');
            change.steps().forEach(
                    step -> text.append("    ").append(CLOCK.format(step.at())).append("  ").append(step.name())
                            .append(step.reason().isEmpty() ? "" : ": " + step.reason()).append('\n'));
        }
        return text.toString();
    }

    private static String revocation(Report report) {
        var text = new StringBuilder();
        report.changes().stream().filter(change -> change.act() == Act.REVOKE)
                .forEach(change -> change.refused().forEach(
                        (instance, after) -> text.append(String.format(Locale.ROOT,
                                "  %s refused a token of the revoked key %d ms after the write%n", instance,
                                after.toMillis()))));
        return text.toString();
    }

    private static String verdict(Report report) {
        var text = new StringBuilder();
        WitnessCount witness = report.witness();
        text.append(String.format(Locale.ROOT,
                "  tokens issued before a change: %d, shown %,d times until their own end, refused %d times%n",
                witness.tokens(),
                witness.checks(), witness.refusals().size()));
        witness.refusals().stream().limit(10).forEach(refusal -> text.append("    ").append(refusal).append('\n'));
        text.append(String.format(Locale.ROOT,
                "  requests served: %,d; 401 for a token of the revoked key, then a new login: %d%n",
                report.served(), report.refusedAsRevoked()));
        report.failures()
                .forEach((why, count) -> text.append("    ").append(count).append(" x ").append(why).append('\n'));
        report.incomplete().forEach(missing -> text.append("  NOT SHOWN: ").append(missing).append('\n'));
        text.append(String.format(Locale.ROOT, "%n  %s: %d failed requests, %d instances, %d clients, %.0f s%n",
                report.passed() ? "PASSED" : "FAILED", report.failed(), report.instances(), report.clients(),
                report.took().toMillis() / 1000.0));
        return text.toString();
    }

    private static String millis(Optional<Duration> duration) {
        return duration.map(value -> value.toMillis() < 10
                ? String.format(Locale.ROOT, "%.1f", value.toNanos() / 1e6)
                : Long.toString(value.toMillis())).orElse("-");
    }
}
