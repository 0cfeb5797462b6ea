package dev.habittracker.devstack.vault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;

import tools.jackson.databind.json.JsonMapper;

/** What initialising a server gave out, kept in a file that only its owner can read. Development only: production shares the key among people. */
record UnsealKeys(String unsealKey, String rootToken) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static Optional<UnsealKeys> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var json = JSON.readTree(file);
        return Optional.of(new UnsealKeys(json.path("unseal_key").asString(), json.path("root_token").asString()));
    }

    void write(Path file) {
        try {
            Path draft = file.resolveSibling(file.getFileName() + ".draft");
            Files.deleteIfExists(draft);
            Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(draft, JSON.writeValueAsBytes(Map.of("unseal_key", unsealKey, "root_token", rootToken)));
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("the unseal key cannot be written to " + file, e);
        }
    }

    @Override
    public String toString() {
        return "UnsealKeys[...]";
    }
}
