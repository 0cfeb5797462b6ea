package dev.habittracker.devstack.command;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The {@code --name value}, {@code --name=value} and {@code --flag} of one command. */
final class Options {

    private final String command;
    private final Map<String, String> values = new LinkedHashMap<>();

    private Options(String command) {
        this.command = command;
    }

    /**
     * @param valued the options that take a value
     * @param flags the options that take none
     */
    static Options parse(String command, List<String> arguments, List<String> valued, List<String> flags) {
        var options = new Options(command);
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext();) {
            String argument = rest.next();
            int equals = argument.indexOf('=');
            String name = equals < 0 ? argument : argument.substring(0, equals);
            if (flags.contains(argument)) {
                options.put(name, "");
            } else if (!valued.contains(name)) {
                throw new BadArguments(unknown(command, argument, valued, flags));
            } else if (equals >= 0) {
                options.put(name, argument.substring(equals + 1));
            } else if (rest.hasNext()) {
                options.put(name, rest.next());
            } else {
                throw new BadArguments(name + " needs a value");
            }
        }
        return options;
    }

    boolean has(String flag) {
        return values.containsKey(flag);
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    int number(String name, int absent, int least, int most) {
        return value(name).map(value -> number(name, value, least, most)).orElse(absent);
    }

    private static int number(String name, String value, int least, int most) {
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // The message below is for both.
        }
        throw new BadArguments("%s takes a number from %d to %d, not '%s'".formatted(name, least, most, value));
    }

    private void put(String name, String value) {
        if (values.put(name, value) != null) {
            throw new BadArguments(name + " is given twice; give it to '" + command + "' once");
        }
    }

    private static String unknown(String command, String argument, List<String> valued, List<String> flags) {
        List<String> known = new ArrayList<>(valued);
        known.addAll(flags);
        String instead = known.isEmpty()
                ? "it takes none"
                : known.stream().collect(Collectors.joining(", ", "it takes ", ""));
        return "'%s' has no option '%s'; %s".formatted(command, argument, instead);
    }
}
