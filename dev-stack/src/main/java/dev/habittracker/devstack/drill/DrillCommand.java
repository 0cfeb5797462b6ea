package dev.habittracker.devstack.drill;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

import dev.habittracker.devstack.command.Command;
import dev.habittracker.devstack.pipeline.KeyTimes;
import dev.habittracker.devstack.pipeline.Links;
import dev.habittracker.devstack.pipeline.Pipeline;
import dev.habittracker.devstack.pipeline.PipelineSettings;
import dev.habittracker.devstack.pipeline.PortPlan;
import dev.habittracker.devstack.pipeline.Progress;
import dev.habittracker.devstack.pipeline.RunFolder;
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
        RunFolder folder = RunFolder.create(root, "drill");
        var settings = new PipelineSettings(root, folder.path(), PortPlan.free(1, command.instances()), KeyTimes.DRILL,
                ONCE_A_YEAR,
                folder.path().getFileName().toString(), environment, Links.DIRECT);
        out.println("Starting a fresh stack in " + folder.path());
        DrillResult result;
        try (var running = RunningPipeline.start(settings, new Progress(out))) {
            Pipeline pipeline = running.pipeline();
            out.printf("%nDrill: %d rotations, %d instances, %d clients%n", command.rotations(), command.instances(),
                    command.clients());
            result = DrillRun.on(pipeline, command.rotations(), command.clients(), out::println);
        }
        out.println(result.text());
        command.json().ifPresent(file -> RunFolder.writeReport(file, result.json()));
        folder.finish(result.passed(), out);
        return result.passed() ? 0 : 1;
    }
}
