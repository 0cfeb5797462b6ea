package dev.habittracker.devstack.drill;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;

import dev.habittracker.devstack.command.Command;
import dev.habittracker.devstack.pipeline.KeyTimes;
import dev.habittracker.devstack.pipeline.Links;
import dev.habittracker.devstack.pipeline.Pipeline;
import dev.habittracker.devstack.pipeline.PipelineSettings;
import dev.habittracker.devstack.pipeline.PortPlan;
import dev.habittracker.devstack.pipeline.Progress;
import dev.habittracker.devstack.pipeline.RunningPipeline;

/** {@code ./pipeline drill}: a fresh stack on free ports, the drill, the report. */
public final class DrillCommand {

    // The drill asks for its rotations itself: the schedule is far away.
    private static final String ONCE_A_YEAR = "0 0 0 1 1 ?";

    private DrillCommand() {}

    /**
     * @param root the repository's folder
     * @return the exit status: 1 where the drill did not pass
     */
    public static int run(Command.Drill command, Path root, Map<String, String> environment, PrintStream out) {
        Path folder = createFolder(root);
        var settings = new PipelineSettings(root, folder, PortPlan.free(1, command.instances()), KeyTimes.DRILL,
                ONCE_A_YEAR,
                "drill-" + ProcessHandle.current().pid(), environment, Links.DIRECT);
        out.println("Starting a fresh stack in " + folder);
        DrillResult result;
        try (var running = RunningPipeline.start(settings, new Progress(out))) {
            Pipeline pipeline = running.pipeline();
            out.printf("%nDrill: %d rotations, %d instances, %d clients%n", command.rotations(), command.instances(),
                    command.clients());
            result = DrillRun.on(pipeline, command.rotations(), command.clients(), out::println);
        }
        out.println(result.text());
        command.json().ifPresent(file -> write(file, result.json()));
        if (result.passed()) {
            delete(folder);
        } else {
            out.println("  The services' logs are in " + folder.resolve("logs"));
        }
        return result.passed() ? 0 : 1;
    }

    private static Path createFolder(Path root) {
        try {
            Path folder = root.resolve(".pipeline").resolve("drill-" + ProcessHandle.current().pid());
            if (Files.exists(folder)) {
                delete(folder);
            }
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String content) {
        try {
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException("--json: " + file + " cannot be written", e);
        }
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
