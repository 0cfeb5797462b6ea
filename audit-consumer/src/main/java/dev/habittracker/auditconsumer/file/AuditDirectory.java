package dev.habittracker.auditconsumer.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import dev.habittracker.auditconsumer.tail.HeldFile.AtPath;

/**
 * The directory in which Vault writes its audit file and a tool rotates it: the current file, and beside it the rotated
 * ones, whose names begin with the current one's and a dot or dash. Compressed files are not looked into.
 */
public final class AuditDirectory {

    private static final List<String> COMPRESSED = List.of(".gz", ".zst", ".bz2", ".xz", ".lz4", ".zip");

    private final Path current;

    /** @param current the path that Vault's audit device is configured with */
    public AuditDirectory(Path current) {
        this.current = current.toAbsolutePath();
    }

    public Path current() {
        return current;
    }

    /** What stands at the current path now; empty if nothing does. */
    public Optional<AtPath> atPath() {
        return OpenFile.inodeAndSize(current).map(file -> new AtPath(file[0], file[1]));
    }

    /** Opens all files at once, so that none of them can slip away while another is read: oldest first, current last. */
    public List<OpenFile> openAll() {
        List<OpenFile> opened = new ArrayList<>();
        try {
            // The current one first: a rotation meanwhile then shows one file twice, and not one file never.
            Optional<OpenFile> currentFile = OpenFile.open(current);
            currentFile.ifPresent(opened::add);
            for (Path path : rotated()) {
                Optional<OpenFile> file = OpenFile.open(path);
                if (file.isPresent() && opened.stream().anyMatch(other -> other.inode() == file.get().inode())) {
                    file.get().close();
                } else {
                    file.ifPresent(opened::add);
                }
            }
            opened.sort(Comparator.<OpenFile>comparingInt(file -> currentFile.isPresent()
                    && file == currentFile.get() ? 1 : 0).thenComparing(OpenFile::modified)
                    .thenComparing(OpenFile::name, Comparator.reverseOrder()));
            return opened;
        } catch (RuntimeException e) {
            opened.forEach(OpenFile::close);
            throw e;
        }
    }

    private List<Path> rotated() {
        String name = current.getFileName().toString();
        List<Path> paths = new ArrayList<>();
        try (DirectoryStream<Path> siblings = Files.newDirectoryStream(current.getParent(), path -> isRotated(path,
                name))) {
            siblings.forEach(paths::add);
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("the directory of the audit file " + current + " cannot be listed", e);
        }
        return paths;
    }

    private static boolean isRotated(Path path, String currentName) {
        String name = path.getFileName().toString();
        return (name.startsWith(currentName + ".") || name.startsWith(currentName + "-"))
                && COMPRESSED.stream().noneMatch(name::endsWith) && Files.isRegularFile(path);
    }
}
