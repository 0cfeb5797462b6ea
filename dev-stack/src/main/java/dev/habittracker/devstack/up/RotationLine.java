package dev.habittracker.devstack.up;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import dev.habittracker.devstack.keyring.RotationView;

/** One line for one write of the ring. */
final class RotationLine {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private RotationLine() {}

    static String render(RotationView rotation, ZoneId zone) {
        String applied = rotation.applied().entrySet().stream()
                .map(member -> member.getKey() + " " + after(rotation.written(), member))
                .collect(Collectors.joining(", "));
        return "%s  %-16s %s  %s%s".formatted(CLOCK.format(rotation.written().atZone(zone)), rotation.event(),
                rotation.id(),
                rotation.reason(), applied.isEmpty() ? "" : "  [" + applied + "]");
    }

    private static String after(Instant written, Map.Entry<String, Instant> member) {
        return Duration.between(written, member.getValue()).toMillis() + " ms";
    }
}
