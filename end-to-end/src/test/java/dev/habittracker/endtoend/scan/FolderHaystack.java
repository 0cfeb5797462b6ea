package dev.habittracker.endtoend.scan;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/// Every file below a folder: logs, configuration, and what the servers store, as bytes.
///
/// @param wanted which of the files
record FolderHaystack(Path folder, Predicate<Path> wanted) implements Haystack {

    @Override
    public void forEach(BiConsumer<String, String> visitor) throws IOException {
        List<Path> files;
        try (var all = Files.walk(folder)) {
            files = all.filter(Files::isRegularFile).filter(wanted).toList();
        }
        for (Path file : files) {
            try {
                visitor.accept(folder.relativize(file).toString(),
                        Files.readString(file, StandardCharsets.ISO_8859_1));
            } catch (NoSuchFileException gone) {
                // a server at work removes files of its own
            }
        }
    }
}
