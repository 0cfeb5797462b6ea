package dev.habittracker.devstack.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** POSIX signals to processes that need not be children of this JVM. */
public final class Signals {

    private Signals() {}

    /** Sends a signal by the system's kill command; nothing happens where the process is gone. */
    public static void send(String signal, long pid) {
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor(5, TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run kill", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends a signal and waits for the end, then SIGKILL. */
    public static void end(String signal, ProcessHandle process, Duration grace) {
        send(signal, process.pid());
        if (!Waiting.until(grace, () -> !process.isAlive())) {
            process.destroyForcibly();
            Waiting.until(grace, () -> !process.isAlive());
        }
    }

    /** The living process of that id if the name of its program contains the text: process ids are given out again. */
    public static Optional<ProcessHandle> living(long pid, String program) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive)
                .filter(process -> process.info().command().map(command -> command.contains(program)).orElse(false));
    }
}
