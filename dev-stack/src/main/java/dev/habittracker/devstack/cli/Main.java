package dev.habittracker.devstack.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import dev.habittracker.devstack.command.BadArguments;
import dev.habittracker.devstack.command.Command;
import dev.habittracker.devstack.command.CommandLine;
import dev.habittracker.devstack.drill.DrillCommand;
import dev.habittracker.devstack.torture.TortureCommand;
import dev.habittracker.devstack.up.Down;
import dev.habittracker.devstack.up.RotateNow;
import dev.habittracker.devstack.up.StateFolder;
import dev.habittracker.devstack.up.Status;
import dev.habittracker.devstack.up.Up;

/** What {@code ./pipeline} runs. Exit status 0 for success, 1 for a failure that is explained, 2 for a command line that cannot be followed. */
final class Main {

    private static final int BAD_ARGUMENTS = 2;

    private Main() {}

    /** @param args the command and its options; with {@code check} before them they are only looked at */
    public static void main(String[] args) {
        System.exit(run(List.of(args), System.out, System.err));
    }

    private static int run(List<String> words, PrintStream out, PrintStream err) {
        boolean checkOnly = !words.isEmpty() && words.getFirst().equals("check");
        Command command;
        try {
            command = CommandLine.parse(checkOnly ? words.subList(1, words.size()) : words);
        } catch (BadArguments e) {
            err.println("pipeline: " + e.getMessage());
            return BAD_ARGUMENTS;
        }
        if (checkOnly) {
            return 0;
        }
        try {
            return run(command, out);
        } catch (RuntimeException e) {
            err.println("pipeline: " + e.getMessage()
                    + (e.getCause() == null ? "" : " (" + e.getCause().getMessage() + ")"));
            return 1;
        }
    }

    private static int run(Command command, PrintStream out) {
        Path root = Path.of(System.getProperty("pipeline.root", ".")).toAbsolutePath().normalize();
        String state = System.getProperty("pipeline.state", "");
        var folder = new StateFolder(root,
                state.isEmpty() ? root.resolve(".pipeline") : Path.of(state).toAbsolutePath().normalize());
        return switch (command) {
            case Command.Up up -> Up.run(up, folder, System.getenv(), out);
            case Command.Drill drill -> DrillCommand.run(drill, root, System.getenv(), out);
            case Command.TortureRotation torture -> TortureCommand.run(torture, root, System.getenv(), out);
            case Command.Status _ -> Status.run(folder, out);
            case Command.Down _ -> Down.run(folder, out);
            case Command.Rotate rotate -> RotateNow.run(rotate, folder, out);
            case Command.Help _ -> {
                out.print(usage());
                yield 0;
            }
        };
    }

    private static String usage() {
        try (var resource = Main.class.getResourceAsStream("usage.txt")) {
            if (resource == null) {
                throw new IllegalStateException("resource usage.txt is missing");
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
