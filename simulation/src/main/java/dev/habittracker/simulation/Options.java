package dev.habittracker.simulation;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// What the command line asks for.
///
/// @param histories how many
/// @param seed      of the first; the others follow
/// @param threads   on which they run
/// @param json      where the report goes besides; `null` for nowhere
record Options(long histories, long seed, int threads, @Nullable Path json) {

    static final String USAGE = "usage: simulate [--histories 10000] [--seed N] [--threads T] [--json FILE]"
            + System.lineSeparator() + Exhaustive.USAGE;

    /// @param now the seed where none is given
    /// @throws IllegalArgumentException where the line cannot be read; its message says why
    static Options parse(String[] arguments, long now) {
        Options options = new Options(10_000, now, Runtime.getRuntime().availableProcessors(), null);
        for (Map.Entry<String, String> option : pairs(List.of(arguments)).entrySet()) {
            options = options.with(option.getKey(), option.getValue());
        }
        return options;
    }

    /// Each name with its value, in their order.
    ///
    /// @throws IllegalArgumentException where a name has no value, or stands twice
    static Map<String, String> pairs(List<String> arguments) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (int i = 0; i < arguments.size(); i += 2) {
            String name = arguments.get(i);
            if (i + 1 == arguments.size()) {
                throw new IllegalArgumentException(name + " lacks its value");
            }
            if (pairs.put(name, arguments.get(i + 1)) != null) {
                throw new IllegalArgumentException(name + " stands twice");
            }
        }
        return pairs;
    }

    private Options with(String name, String value) {
        return switch (name) {
            case "--histories" -> new Options(number(name, value, 1, Long.MAX_VALUE / 2), seed, threads, json);
            case "--seed" -> new Options(histories, number(name, value, 0, Long.MAX_VALUE / 2), threads, json);
            case "--threads" -> new Options(histories, seed, (int) number(name, value, 1, 1024), json);
            case "--json" -> new Options(histories, seed, threads, Path.of(value));
            default -> throw new IllegalArgumentException("there is no option " + name);
        };
    }

    static long number(String name, String value, long least, long most) {
        try {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException(
                name + " takes a whole number of " + least + " to " + most + ", not " + value);
    }
}
