package dev.habittracker.devstack.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** From words to a {@link Command}. */
public final class CommandLine {

    private static final Duration DEFAULT_PERIOD = Duration.ofSeconds(60);

    private static final int MOST_SEED = 1_000_000_000;

    private CommandLine() {}

    /** @throws BadArguments with a line that says what to change */
    public static Command parse(List<String> words) {
        if (words.isEmpty() || words.contains("--help") || words.contains("-h")) {
            return new Command.Help();
        }
        String name = words.getFirst();
        List<String> rest = words.subList(1, words.size());
        return switch (name) {
            case "up" -> up(Options.parse(name, rest, List.of("--instances", "--rotate-every"), List.of()));
            case "drill" -> drill(
                    Options.parse(name, rest, List.of("--rotations", "--instances", "--clients", "--json"), List.of()));
            case "torture" -> torture(rest);
            case "status" -> without(name, rest, new Command.Status());
            case "down" -> without(name, rest, new Command.Down());
            case "rotate" -> new Command.Rotate(Options.parse(name, rest, List.of(), List.of("--wait")).has("--wait"));
            case "help" -> new Command.Help();
            default ->
                throw new BadArguments(
                        "there is no command '" + name + "'; use up, drill, torture, status, rotate or down");
        };
    }

    private static Command up(Options options) {
        return new Command.Up(options.number("--instances", 2, 1, 8),
                options.value("--rotate-every").map(text -> Period.parse("--rotate-every", text))
                        .orElse(DEFAULT_PERIOD));
    }

    private static Command drill(Options options) {
        return new Command.Drill(options.number("--rotations", 5, 1, 100), options.number("--instances", 3, 1, 8),
                options.number("--clients", 8, 1, 200), options.value("--json").map(CommandLine::file));
    }

    private static Command torture(List<String> words) {
        if (words.isEmpty() || !words.getFirst().equals("rotation")) {
            throw new BadArguments("torture needs to know what: ./pipeline torture rotation");
        }
        Options options = Options.parse("torture rotation", words.subList(1, words.size()),
                List.of("--kills", "--seed", "--json"), List.of());
        return new Command.TortureRotation(options.number("--kills", 50, 1, 10_000),
                options.number("--seed", ThreadLocalRandom.current().nextInt(1, MOST_SEED), 0, MOST_SEED),
                options.value("--json").map(CommandLine::file));
    }

    private static Path file(String name) {
        if (name.isBlank()) {
            throw new BadArguments("--json needs the name of a file");
        }
        Path file = Path.of(name).toAbsolutePath();
        Path folder = file.resolve("..").normalize();
        if (!Files.isDirectory(folder)) {
            throw new BadArguments("--json: there is no folder " + folder);
        }
        if (Files.isDirectory(file)) {
            throw new BadArguments("--json: " + file + " is a folder; name a file");
        }
        return file;
    }

    private static Command without(String name, List<String> rest, Command command) {
        Options.parse(name, rest, List.of(), List.of());
        return command;
    }
}
