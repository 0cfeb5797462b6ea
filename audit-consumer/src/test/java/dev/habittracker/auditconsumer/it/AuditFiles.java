package dev.habittracker.auditconsumer.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The audit files of a Vault server: the current one and those that were rotated away. */
final class AuditFiles {

    private AuditFiles() {}

    /** All complete lines by now, one character for each byte. */
    static List<String> lines(Path current) {
        List<String> lines = new ArrayList<>();
        try (var files = Files.newDirectoryStream(current.getParent(), current.getFileName() + "*")) {
            for (Path file : files) {
                String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                text.substring(0, text.lastIndexOf('\n') + 1).lines().forEach(lines::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }
}
