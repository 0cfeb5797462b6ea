package dev.habittracker.devstack.torture;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

import dev.habittracker.devstack.command.Command;
import dev.habittracker.devstack.pipeline.KeyTimes;
import dev.habittracker.devstack.pipeline.PipelineSettings;
import dev.habittracker.devstack.pipeline.PortPlan;
import dev.habittracker.devstack.pipeline.Progress;
import dev.habittracker.devstack.pipeline.RunFolder;
import dev.habittracker.devstack.pipeline.RunningPipeline;

/** {@code ./pipeline torture rotation}: a fresh stack, faults by a seed, the report. */
public final class TortureCommand {

    private static final int ROTATORS = 2;
    private static final int INSTANCES = 3;
    private static final String EVERY_HALF_MINUTE = "0/30 * * * * ?";

    private TortureCommand() {}

    /**
     * @param root the repository's folder
     * @return the exit status: 1 where a rule was violated
     */
    public static int run(Command.TortureRotation command, Path root, Map<String, String> environment,
            PrintStream out) {
        RunFolder folder = RunFolder.create(root, "torture");
        TortureResult result;
        try (var links = new ProxiedLinks()) {
            var settings = new PipelineSettings(root, folder.path(), PortPlan.free(ROTATORS, INSTANCES),
                    KeyTimes.TORTURE, EVERY_HALF_MINUTE, folder.path().getFileName().toString(), environment, links);
            out.println("Starting a fresh stack in " + folder.path());
            try (var running = RunningPipeline.start(settings, new Progress(out))) {
                out.printf("%nTorture: %d kills, seed %d%n", command.kills(), command.seed());
                result = new Torture(running.pipeline(), links, folder.path(), out::println).run(command.seed(),
                        command.kills());
            }
        }
        out.println(result.text());
        command.json().ifPresent(file -> RunFolder.writeReport(file, result.json()));
        folder.finish(result.passed(), out);
        return result.passed() ? 0 : 1;
    }
}
