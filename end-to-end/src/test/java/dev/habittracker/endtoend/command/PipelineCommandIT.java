package dev.habittracker.endtoend.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

import dev.habittracker.devstack.process.Signals;

import static org.assertj.core.api.Assertions.assertThat;

/// `./pipeline up` and what is typed beside it, as a user does.
class PipelineCommandIT {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern ROTATED = Pattern.compile("(key-rotated +\\d+\\.\\d+)");
    private static final Pattern RING = Pattern.compile("ring (\\d+)\\.\\d+");

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder = Path.of("");
    private Terminal terminal = new Terminal(ROOT, folder);

    @BeforeEach
    void isBuilt() throws Exception {
        terminal = new Terminal(ROOT, folder);
        // the modules were built by the same Maven run: the script is not to start another
        Files.createDirectories(terminal.state());
        Files.createFile(terminal.state().resolve("built"));
    }

    @AfterEach
    void stop() throws Exception {
        terminal.run("down");
    }

    @Test
    void up_isUsedAsItSays_stopped_andGoesOnWithItsState() throws Exception {
        assertThat(terminal.run("status").output()).contains("Nothing runs");

        Terminal.Running up = terminal.start(folder.resolve("up.txt"), "up", "--instances", "1");
        up.awaitPrinted("Rotations, every 60 s");
        pastedLines_work(up.printed());
        String epoch = statusAndRotation_tellOfTheRing(up);

        assertThat(terminal.run("up")).satisfies(second -> {
            assertThat(second.status()).isEqualTo(1);
            assertThat(second.output()).contains("It runs already");
        });
        assertThat(terminal.run("down").output()).contains("Stopped.");
        assertThat(up.process().waitFor(5, TimeUnit.SECONDS)).isTrue();
        assertThat(up.printed()).endsWith("Stopping ...\nStopped.\n");

        Terminal.Running again = terminal.start(folder.resolve("again.txt"), "up", "--instances", "1");
        again.awaitPrinted("Rotations, every 60 s");
        assertThat(again.printed()).contains("going on with the state");
        assertThat(epochOf(terminal.run("status").output())).isEqualTo(epoch);

        Signals.send("INT", again.process().pid());
        assertThat(again.process().waitFor(60, TimeUnit.SECONDS)).as(again.printed()).isTrue();
        assertThat(again.printed()).endsWith("Stopping ...\nStopped.\n");
        assertThat(ProcessHandle.allProcesses().filter(process -> process.info().commandLine().orElse("")
                .contains(terminal.state().toString()))).isEmpty();
    }

    private void pastedLines_work(String printed) throws Exception {
        String lines = printed.substring(printed.indexOf("  # log in"), printed.indexOf("Rotations, every"));

        Terminal.Result pasted = terminal.paste("set -eu\n" + lines);

        assertThat(pasted.status()).as(pasted.output()).isZero();
        assertThat(pasted.output()).contains("Read a page", "\"members\":", "\"rotations\":", "202", "\"reads\":");
    }

    private String statusAndRotation_tellOfTheRing(Terminal.Running up) throws Exception {
        Terminal.Result rotated = terminal.run("rotate", "--wait");
        assertThat(rotated.status()).as(rotated.output()).isZero();
        assertThat(rotated.output()).contains("key-rotated", "habit-api-1/");
        // one rotation may have served the request pasted before as well: the line is known by its ring
        up.awaitPrinted(first(ROTATED, rotated.output()));
        Terminal.Result status = terminal.run("status");
        assertThat(status.status()).as(status.output()).isZero();
        assertThat(status.output()).contains("ACTIVE", "NEXT", "RETIRING", "habit-api-1");
        return epochOf(status.output());
    }

    private static String epochOf(String status) {
        return first(RING, status);
    }

    private static String first(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        assertThat(found.find()).as(text).isTrue();
        return found.group(1);
    }
}
