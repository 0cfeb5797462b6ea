package dev.habittracker.devstack.up;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.habittracker.devstack.command.Command;
import dev.habittracker.devstack.command.Period;
import dev.habittracker.devstack.http.Answer;
import dev.habittracker.devstack.http.JsonClient;
import dev.habittracker.devstack.keyring.KeyringApi;
import dev.habittracker.devstack.keyring.KeyringApiException;
import dev.habittracker.devstack.pipeline.KeyTimes;
import dev.habittracker.devstack.pipeline.Links;
import dev.habittracker.devstack.pipeline.Pipeline;
import dev.habittracker.devstack.pipeline.PipelineSettings;
import dev.habittracker.devstack.pipeline.PortPlan;
import dev.habittracker.devstack.pipeline.Progress;
import dev.habittracker.devstack.pipeline.RunningPipeline;
import dev.habittracker.devstack.pipeline.RunningService;
import dev.habittracker.devstack.pipeline.SecretFile;
import dev.habittracker.devstack.process.Waiting;

/** {@code ./pipeline up}: starts everything, says what to try, and tells of rotations until it is stopped. */
public final class Up {

    private static final Duration LOOK = Duration.ofMillis(500);

    private Up() {}

    /**
     * Runs until the process is told to end.
     *
     * @return the exit status where nothing was started
     */
    public static int run(Command.Up command, StateFolder folder, Map<String, String> environment, PrintStream out) {
        var lock = folder.tryLock();
        if (lock.isEmpty()) {
            out.println("It runs already: see `./pipeline status`, or stop it with `./pipeline down`.");
            return 1;
        }
        State.starting(folder).write(folder);
        boolean first = !Files.exists(folder.path().resolve("vault"));
        out.println(first ? "Starting" : "Starting; going on with the state in " + folder.path());
        long start = System.nanoTime();
        var settings = new PipelineSettings(folder.root(), folder.path(), PortPlan.documented(command.instances()),
                KeyTimes.DEMO,
                Period.cron(command.rotateEvery()), "habit-tracker-dev", environment, Links.DIRECT);
        Pipeline pipeline = RunningPipeline.start(settings, new Progress(out)).pipeline();
        String operatorToken = pipeline.operatorToken();
        SecretFile.write(folder.operatorToken(), operatorToken);
        State.of(pipeline, folder).write(folder);
        registerUser(pipeline);
        out.printf("Serving after %d s.%n", Duration.ofNanos(System.nanoTime() - start).toSeconds());
        out.println(Invitation.text(urls(pipeline, "habit-api"), pipeline.keyring(), urls(pipeline, "audit-consumer"),
                pipeline.placement().mount() + "/data/" + pipeline.placement().path(), folder.operatorToken()));
        out.println("Rotations, every " + command.rotateEvery().toSeconds() + " s (Ctrl-C stops everything):");
        watch(pipeline, operatorToken, out);
        return 0;
    }

    private static void watch(Pipeline pipeline, String operatorToken, PrintStream out) {
        var watch = new RotationWatch(new KeyringApi(pipeline.keyring(), operatorToken),
                pipeline.services("habit-api").size(),
                pipeline.times().spread().plus(pipeline.times().statusInterval()), Clock.systemUTC(), out);
        watch.begin();
        List<RunningService> ended = new ArrayList<>();
        while (!Thread.currentThread().isInterrupted() && !pipeline.isClosing()) {
            try {
                watch.look();
            } catch (KeyringApiException e) {
                if (pipeline.isClosing()) {
                    return;
                }
                out.println("  " + e.getMessage());
                Waiting.until(Duration.ofSeconds(5), () -> false);
            }
            List<RunningService> dead = pipeline.services().stream()
                    .filter(service -> !service.process().isAlive() && !ended.contains(service)).toList();
            // Asked after the processes: what is found dead before the closing has died by itself.
            if (!pipeline.isClosing()) {
                dead.forEach(service -> out.println(service.process().failed("does not run any more").getMessage()));
            }
            ended.addAll(dead);
            Waiting.until(LOOK, () -> false);
        }
    }

    private static List<URI> urls(Pipeline pipeline, String module) {
        return pipeline.services(module).stream().map(service -> service.spec().url()).toList();
    }

    private static void registerUser(Pipeline pipeline) {
        try {
            Answer answer = new JsonClient(Duration.ofSeconds(10)).post(
                    urls(pipeline, "habit-api").getFirst().resolve("/register"),
                    Map.of(), Map.of("username", Invitation.USERNAME, "password", Invitation.PASSWORD));
            // 409: from an earlier start.
            if (!answer.isSuccess() && answer.status() != 409) {
                throw new IllegalStateException(
                        "the user " + Invitation.USERNAME + " could not be registered: " + answer.problem());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the user " + Invitation.USERNAME + " could not be registered", e);
        }
    }
}
