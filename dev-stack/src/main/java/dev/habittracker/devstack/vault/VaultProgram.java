package dev.habittracker.devstack.vault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * A Vault server program.
 *
 * @param flavour what its configuration file may say
 */
record VaultProgram(Path path, Flavour flavour) {

    /** The two programs differ in how an audit device is declared and in memory locking. */
    enum Flavour {
        OPENBAO, HASHICORP_VAULT
    }

    static VaultProgram at(Path path) {
        return new VaultProgram(path, flavourOf(versionLine(path)));
    }

    static Flavour flavourOf(String versionLine) {
        String lower = versionLine.toLowerCase(Locale.ROOT);
        if (lower.startsWith("openbao")) {
            return Flavour.OPENBAO;
        }
        if (lower.startsWith("vault")) {
            return Flavour.HASHICORP_VAULT;
        }
        throw new IllegalStateException("neither Vault nor OpenBao; its version is: " + versionLine);
    }

    private static String versionLine(Path path) {
        try {
            Process process = new ProcessBuilder(path.toString(), "version").redirectErrorStream(true).start();
            try (var output = process.getInputStream()) {
                String line = new String(output.readAllBytes(), StandardCharsets.UTF_8).strip();
                process.waitFor(10, TimeUnit.SECONDS);
                return line;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while running " + path, e);
        }
    }
}
