package dev.habittracker.devstack.process;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class ChildProcessTest {

    @TempDir
    private Path folder;

    @Test
    void childOfAKilledJvm_doesNotOutliveIt() throws Exception {
        Process parent = new ProcessBuilder(ChildProcess.java(), "-XX:TieredStopAtLevel=1", "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                KilledParent.class.getName(),
                folder.resolve("child.log").toString()).redirectErrorStream(true).start();
        String output = new String(parent.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        long child = Long.parseLong(output);
        await().atMost(Duration.ofSeconds(10)).until(() -> Signals.living(child, "sleep").isEmpty());
    }

    @Test
    void child_thatIgnoresTheWishToStop_isReportedAsAliveUntilItIsKilled() {
        var child = start("trap '' TERM; while :; do sleep 1; done");
        assertThat(child.endsWithin(Duration.ofMillis(300))).isFalse();
        child.kill();
        assertThat(child.isAlive()).isFalse();
    }

    @Test
    void suspendedChild_canBeStopped() {
        var child = start("sleep 300");
        child.suspend();
        child.stop();
        assertThat(child.isAlive()).isFalse();
    }

    @Test
    void childThatFails_isExplainedByItsExitStatusAndTheEndOfItsLog() {
        var child = start("echo port 8080 is taken; exit 3");
        child.endsWithin(Duration.ofSeconds(5));
        assertThat(child.failed("did not start")).hasMessageContainingAll("child did not start", "exit status 3",
                "port 8080 is taken");
    }

    private ChildProcess start(String script) {
        return ChildProcess.start("child", List.of("/bin/sh", "-c", script), Map.of(), folder.resolve("child.log"));
    }
}
