package dev.habittracker.endtoend.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/// Runs `./pipeline` with a state of its own.
///
/// @param root   the repository's folder
/// @param folder of the test
record Terminal(Path root, Path folder) {

    /// @param output all that was printed
    record Result(int status, String output) {}

    /// Runs a command to its end.
    Result run(String... words) throws IOException, InterruptedException {
        return await(start(Files.createTempFile(folder, words[0], ".txt"), words));
    }

    /// Runs lines as if they had been pasted into a shell.
    Result paste(String lines) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "pasted", ".txt");
        return await(new Running(process(output, List.of("bash", "-c", lines)), output));
    }

    /// Starts a command that goes on.
    Running start(Path output, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of("bash", root.resolve("pipeline").toString()));
        command.addAll(List.of(words));
        return new Running(process(output, command), output);
    }

    Path state() {
        return folder.resolve("state");
    }

    private Process process(Path output, List<String> command) throws IOException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("PIPELINE_STATE", state().toString());
        return builder.start();
    }

    private static Result await(Running running) throws IOException, InterruptedException {
        if (!running.process().waitFor(120, TimeUnit.SECONDS)) {
            running.process().destroyForcibly();
            throw new AssertionError("it still runs after 120 s: " + running.printed());
        }
        return new Result(running.process().exitValue(), running.printed());
    }

    /// A command that goes on.
    record Running(Process process, Path output) {

        String printed() throws IOException {
            return Files.readString(output);
        }

        /// Waits until it has printed a text, and fails where it ends before.
        void awaitPrinted(String text) throws IOException {
            Awaitility.await().atMost(Duration.ofSeconds(180))
                    .until(() -> printed().contains(text) || !process.isAlive());
            assertThat(printed()).contains(text);
        }
    }
}
