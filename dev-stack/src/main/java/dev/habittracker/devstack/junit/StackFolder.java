package dev.habittracker.devstack.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** Where the servers of a test run keep their data. */
final class StackFolder {

    private StackFolder() {}

    /** Under the module's target folder where the tests run in Maven or an IDE, so that logs of a failed run can be read. */
    static Path create() {
        try {
            Path target = Path.of("target").toAbsolutePath();
            if (Files.isDirectory(target)) {
                return Files.createTempDirectory(Files.createDirectories(target.resolve("dev-stack")), "run");
            }
            return Files.createTempDirectory("dev-stack");
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for the servers of this test run", e);
        }
    }

    /** Deletes everything but the servers' logs, which stand right in their folders. */
    static void deleteData(Path folder) {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                boolean log = folder.relativize(file).getNameCount() == 2 && file.toString().endsWith(".log");
                if (!log && (!Files.isDirectory(file) || isEmpty(file))) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            System.err.println("dev-stack: " + folder + " could not be cleared: " + e.getMessage());
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (var content = Files.list(folder)) {
            return content.findAny().isEmpty();
        }
    }
}
