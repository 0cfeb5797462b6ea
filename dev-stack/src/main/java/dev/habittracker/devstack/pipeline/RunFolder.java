package dev.habittracker.devstack.pipeline;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** The folder of a stack that lives for one run: kept with its logs where the run failed. */
public record RunFolder(Path path) {

    /** A new one below {@code .pipeline}. */
    public static RunFolder create(Path root, String kind) {
        try {
            Path folder = root.resolve(".pipeline").resolve(kind + "-" + ProcessHandle.current().pid());
            if (Files.exists(folder)) {
                delete(folder);
            }
            return new RunFolder(Files.createDirectories(folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes it, or says where the logs are. */
    public void finish(boolean passed, PrintStream out) {
        if (passed) {
            delete(path);
        } else {
            out.println("  The services' logs are in " + path.resolve("logs"));
        }
    }

    /** Writes what {@code --json} asks for. */
    public static void writeReport(Path file, String content) {
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
