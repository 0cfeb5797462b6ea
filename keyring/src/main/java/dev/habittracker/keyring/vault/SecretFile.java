package dev.habittracker.keyring.vault;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import dev.habittracker.keyring.store.StoreException;
import dev.habittracker.keyring.store.StoreException.Kind;

/// Reads one secret out of a file; line breaks around it do not count.
final class SecretFile {

    private static final int MAX_BYTES = 8192;

    private SecretFile() {}

    /// @param property the setting that names the file, for the message
    /// @throws StoreException [DENIED][Kind#DENIED] where the file holds no secret that can be used; nothing of it is
    ///                        quoted
    static String read(String property, Path file) {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_BYTES);
        } catch (NoSuchFileException e) {
            throw new StoreException(Kind.DENIED, property + " " + file + " does not exist");
        } catch (IOException e) {
            throw new StoreException(Kind.DENIED, property + " " + file + " cannot be read ("
                    + e.getClass().getSimpleName() + "); the service's user must be able to");
        }
        String text = new String(bytes, StandardCharsets.UTF_8).strip();
        if (!VaultNames.isText(text)) {
            throw new StoreException(Kind.DENIED, property + " " + file
                    + " must hold one secret of visible ASCII characters and nothing else");
        }
        return text;
    }
}
