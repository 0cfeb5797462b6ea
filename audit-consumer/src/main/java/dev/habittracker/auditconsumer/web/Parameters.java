package dev.habittracker.auditconsumer.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import jakarta.servlet.http.HttpServletRequest;

import dev.habittracker.auditconsumer.query.Cursor;

/** A request's parameters; whatever cannot be meant so is refused, a name that nobody knows included. */
final class Parameters {

    private static final int MAX_TEXT = 2_000;
    private static final int MAX_LIMIT = 1_000;

    private final Map<String, String[]> values;

    /** @param known the names that may be there */
    Parameters(HttpServletRequest request, Set<String> known) {
        this.values = request.getParameterMap();
        values.forEach((name, value) -> {
            if (!known.contains(name)) {
                throw new BadParameterException(name.substring(0, Math.min(100, name.length())),
                        "is none of " + String.join(", ", new TreeSet<>(known)));
            }
            if (value.length > 1) {
                throw new BadParameterException(name, "is there " + value.length + " times");
            }
        });
    }

    /** A text that is not empty. */
    Optional<String> text(String name) {
        Optional<String> text = given(name);
        text.ifPresent(value -> {
            if (value.isBlank()) {
                throw new BadParameterException(name, "is empty: leave it out, or say what it is to be");
            }
            if (value.length() > MAX_TEXT) {
                throw new BadParameterException(name, "is longer than " + MAX_TEXT + " characters");
            }
        });
        return text;
    }

    /** One of some words. */
    Optional<String> word(String name, String... words) {
        Optional<String> text = given(name);
        text.ifPresent(value -> {
            if (!Arrays.asList(words).contains(value)) {
                throw new BadParameterException(name, "is none of " + String.join(", ", words));
            }
        });
        return text;
    }

    Optional<Instant> time(String name) {
        return given(name).map(text -> {
            try {
                OffsetDateTime time = OffsetDateTime.parse(text);
                if (time.getYear() >= 1970 && time.getYear() <= 9999) {
                    return time.toInstant();
                }
            } catch (DateTimeException e) {
                // Said below, with an example.
            }
            throw new BadParameterException(name, "is no time in ISO 8601 with an offset, such as"
                    + " 2026-11-24T08:00:00Z (a '+' in a URL is written %2B)");
        });
    }

    int limit(int standard) {
        return (int) number("limit", 1, MAX_LIMIT, standard);
    }

    /** A whole number, the standard where none is given. */
    long number(String name, long least, long greatest, long standard) {
        return given(name).map(text -> {
            try {
                long number = Long.parseLong(text);
                if (number >= least && number <= greatest) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // Said below.
            }
            throw new BadParameterException(name, "is no whole number from " + least + " to " + greatest);
        }).orElse(standard);
    }

    Optional<Cursor> before() {
        return given("before").map(text -> Cursor.parse(text).orElseThrow(() -> new BadParameterException("before",
                "is not what an earlier answer had under 'next'")));
    }

    private Optional<String> given(String name) {
        return Optional.ofNullable(values.get(name)).map(value -> value[0]);
    }
}
