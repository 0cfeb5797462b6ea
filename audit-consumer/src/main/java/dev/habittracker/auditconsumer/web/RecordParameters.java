package dev.habittracker.auditconsumer.web;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;

import dev.habittracker.auditconsumer.query.RecordFilter;
import dev.habittracker.auditconsumer.query.RecordFilter.Result;
import dev.habittracker.auditconsumer.query.Window;

/** The parameters that say which records are meant. */
final class RecordParameters {

    /** Those of {@link #window}. */
    static final Set<String> WINDOW = Set.of("from", "to");
    /** Those of {@link #filter}. */
    static final Set<String> FILTER = Set.of("from", "to", "undated", "path", "path_prefix", "operation", "type",
            "entity", "accessor", "address", "outcome", "contains");
    /** What is asked for where nobody says since when. */
    static final Duration STANDARD = Duration.ofDays(7);
    /** Text is looked for in every record of the time, one after the other. */
    private static final Duration LONGEST_WITH_TEXT = Duration.ofDays(7);
    private static final int SHORTEST_TEXT = 3;
    /** A clock may be ahead of this one. */
    private static final Duration AHEAD = Duration.ofHours(1);

    private RecordParameters() {}

    static Parameters parameters(HttpServletRequest request, Set<String> filter, String... more) {
        return new Parameters(request,
                Stream.concat(filter.stream(), Stream.of(more)).collect(Collectors.toUnmodifiableSet()));
    }

    static Window window(Parameters parameters, Instant now) {
        Instant to = parameters.time("to").orElse(now.plus(AHEAD));
        Instant from = parameters.time("from").orElse(to.minus(STANDARD));
        if (!from.isBefore(to)) {
            throw new BadParameterException("from", "is not before 'to'");
        }
        return new Window(from, to);
    }

    static RecordFilter filter(Parameters parameters, Instant now) {
        Window window = undated(parameters) ? Window.UNDATED : window(parameters, now);
        Optional<String> path = parameters.text("path");
        Optional<String> prefix = parameters.text("path_prefix");
        path.ifPresent(value -> asRecorded("path", value));
        prefix.ifPresent(value -> asRecorded("path_prefix", value));
        if (path.isPresent() && prefix.isPresent()) {
            throw new BadParameterException("path_prefix", "and 'path' are both there: leave out one of them");
        }
        return new RecordFilter(window, path.orElse(null), prefix.orElse(null),
                parameters.text("operation").orElse(null),
                parameters.word("type", "request", "response").orElse(null), parameters.text("entity").orElse(null),
                parameters.text("accessor").orElse(null), parameters.text("address").orElse(null),
                parameters.word("outcome", "ok", "denied", "error")
                        .map(word -> Result.valueOf(word.toUpperCase(Locale.ROOT))).orElse(null),
                contains(parameters, window));
    }

    /** @throws BadParameterException if Vault's records never write a path so */
    static void asRecorded(String name, String path) {
        if (path.startsWith("/") || path.startsWith("v1/")) {
            throw new BadParameterException(name, "begins with '/' or 'v1/', which Vault's records leave out");
        }
    }

    private static boolean undated(Parameters parameters) {
        boolean undated = parameters.word("undated", "true", "false").map(Boolean::valueOf).orElse(false);
        if (undated && (parameters.time("from").isPresent() || parameters.time("to").isPresent())) {
            throw new BadParameterException("undated", "asks for records that say no time: leave out 'from' and 'to'");
        }
        return undated;
    }

    private static @Nullable String contains(Parameters parameters, Window window) {
        Optional<String> text = parameters.text("contains");
        if (text.isEmpty()) {
            return null;
        }
        if (text.get().length() < SHORTEST_TEXT) {
            throw new BadParameterException("contains", "is shorter than " + SHORTEST_TEXT + " characters");
        }
        if (!window.isUndated() && Duration.between(window.from(), window.to()).compareTo(LONGEST_WITH_TEXT) > 0) {
            throw new BadParameterException("contains", "is looked for in each record of the time, at most "
                    + LONGEST_WITH_TEXT.toDays() + " days: set 'from' and 'to'");
        }
        return text.get();
    }
}
