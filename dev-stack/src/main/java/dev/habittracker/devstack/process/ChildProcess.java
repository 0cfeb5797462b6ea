package dev.habittracker.devstack.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A server process of this JVM, with its output in a log file.
 *
 * <p>
 * It is cut off from the terminal: a Ctrl-C reaches this JVM alone, which then stops its children in the order that suits them. It does not
 * outlive this JVM, even where that is killed.
 */
public final class ChildProcess {

    private static final Duration GRACE = Duration.ofSeconds(15);

    private final String name;
    private final Process process;
    private final Path log;

    private ChildProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /**
     * Starts a command. Output is appended to the log file.
     *
     * @param name what messages call it
     * @param environment added to this JVM's own
     */
    public static ChildProcess start(String name, List<String> command, Map<String, String> environment, Path log) {
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            var builder = new ProcessBuilder(detached(command.toArray(String[]::new)));
            builder.environment().putAll(environment);
            builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            Orphans.watch();
            Process process = builder.start();
            handOver(process);
            process.onExit().thenAccept(ended -> Orphans.ended(ended.pid()));
            return new ChildProcess(name, process, log);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + name + ": " + e.getMessage(), e);
        }
    }

    private static void handOver(Process process) {
        try {
            Orphans.started(process.pid());
        } catch (RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /** The command in a session of its own where setsid exists (not on macOS), else deaf to Ctrl-C. The process id stays the same. */
    static List<String> detached(String... command) {
        var wrapped = new ArrayList<>(List.of("/bin/sh", "-c",
                "if command -v setsid >/dev/null 2>&1; then exec setsid \"$@\"; fi; trap '' INT; exec \"$@\"", "sh"));
        wrapped.addAll(List.of(command));
        return wrapped;
    }

    /** The java command of the JDK that runs this JVM. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    public String name() {
        return name;
    }

    public long pid() {
        return process.pid();
    }

    public Path log() {
        return log;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** SIGTERM, then SIGKILL where that did not help within 15 s. A stopped process may be stopped again. */
    public void stop() {
        if (process.isAlive()) {
            signal("CONT");
            process.destroy();
            if (!endsWithin(GRACE)) {
                kill();
            }
        }
    }

    /** SIGKILL: no chance to say good-bye. */
    public void kill() {
        process.destroyForcibly();
        endsWithin(GRACE);
    }

    /** SIGSTOP: alive, its sockets open, but silent. */
    public void suspend() {
        signal("STOP");
    }

    /** SIGCONT after {@link #suspend()}. */
    public void resume() {
        signal("CONT");
    }

    public boolean endsWithin(Duration atMost) {
        try {
            return process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** An exception that says what the process failed to do, with its exit status and the last lines of its log. */
    public IllegalStateException failed(String what) {
        String state = process.isAlive() ? "is still running" : "ended with exit status " + process.exitValue();
        return new IllegalStateException(
                "%s %s; it %s. Its log %s ends with:%n%s".formatted(name, what, state, log, lastLines()));
    }

    private String lastLines() {
        try {
            List<String> lines = Files.readString(log, StandardCharsets.ISO_8859_1).lines().toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
        } catch (IOException e) {
            return "(cannot be read: " + e.getMessage() + ")";
        }
    }

    private void signal(String signal) {
        Signals.send(signal, process.pid());
    }
}
