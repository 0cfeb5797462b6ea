package dev.habittracker.devstack.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.habittracker.devstack.process.Signals;

/**
 * The server that a killed JVM left running. PostgreSQL detaches itself from whoever starts it, so its own {@code postmaster.pid} is the one trace
 * of it (its first line is the process id).
 */
final class LeftOver {

    private static final Duration GRACE = Duration.ofSeconds(10);

    private LeftOver() {}

    /** The server that runs on this data folder, if any. */
    static Optional<ProcessHandle> running(Path data) {
        Path file = data.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            List<String> lines = Files.readAllLines(file);
            return lines.isEmpty()
                    ? Optional.empty()
                    : Signals.living(Long.parseLong(lines.getFirst().strip()), "postgres");
        } catch (IOException | NumberFormatException e) {
            throw new IllegalStateException(
                    "PostgreSQL's " + file + " cannot be read; delete it if no server runs there", e);
        }
    }

    /** Ends the server that still runs on this data folder, and removes what would keep the next one from starting. */
    static void end(Path data) {
        running(data).ifPresent(server -> Signals.end("INT", server, GRACE));
        try {
            Files.deleteIfExists(data.resolve("postmaster.pid"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
