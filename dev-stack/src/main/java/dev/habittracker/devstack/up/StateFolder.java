package dev.habittracker.devstack.up;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Where {@code up} keeps its state.
 *
 * @param root the repository's folder
 * @param path the git-ignored folder {@code .pipeline} in it, or what PIPELINE_STATE names
 */
public record StateFolder(Path root, Path path) {

    Path stateFile() {
        return path().resolve("state.json");
    }

    Path operatorToken() {
        return path().resolve("credentials").resolve("operator-token");
    }

    /**
     * The lock that a running {@code up} holds until its process ends, however it ends.
     *
     * @return empty where another process holds it
     */
    Optional<FileLock> tryLock() {
        try {
            Files.createDirectories(path());
            FileChannel file = FileChannel.open(path().resolve("lock"), StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
            Optional<FileLock> lock = Optional.ofNullable(file.tryLock());
            if (lock.isEmpty()) {
                file.close();
            }
            return lock;
        } catch (IOException e) {
            throw new UncheckedIOException(path() + " cannot be written", e);
        }
    }

    /** The state of the {@code up} that runs now; empty where none does, whatever an earlier one left behind. */
    Optional<State> running() {
        Optional<FileLock> free = tryLock();
        if (free.isPresent()) {
            close(free.get());
            return Optional.empty();
        }
        return State.read(this);
    }

    private static void close(FileLock lock) {
        try {
            lock.acquiredBy().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
