package dev.habittracker.devstack.vault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.habittracker.devstack.process.ChildProcess;
import dev.habittracker.devstack.process.Ports;
import dev.habittracker.devstack.process.Victim;
import dev.habittracker.devstack.process.Waiting;

/**
 * A Vault or OpenBao server of our own on 127.0.0.1, with its data in a folder, initialised and unsealed. A later start on the same folder goes on
 * with the data.
 */
public final class LocalVaultServer implements VaultServer, Victim {

    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final int ACTIVE = 200;
    private static final int NOT_INITIALISED = 501;
    private static final int SEALED = 503;

    private final VaultProgram program;
    private final Path folder;
    private final VaultConfigFile configuration;
    private ChildProcess process;
    private UnsealKeys keys;

    private LocalVaultServer(VaultProgram program, Path folder, int port) {
        this.program = program;
        this.folder = folder.toAbsolutePath();
        this.configuration = new VaultConfigFile(this.folder, port, Ports.free());
        this.process = launch();
        try {
            this.keys = open();
        } catch (RuntimeException e) {
            process.kill();
            throw e;
        }
    }

    static LocalVaultServer start(Path program, Path folder, int port) {
        return new LocalVaultServer(VaultProgram.at(program), folder, port);
    }

    @Override
    public URI address() {
        return URI.create("http://127.0.0.1:" + configuration.port());
    }

    @Override
    public String rootToken() {
        return keys.rootToken();
    }

    @Override
    public Optional<Path> auditFile() {
        return Optional.of(configuration.auditFile());
    }

    public ChildProcess process() {
        return process;
    }

    /** Seals the server: it answers 503 to everything until {@link #unseal()}. */
    public void seal() {
        client().put("sys/seal", Map.of());
        awaitHealth(SEALED, "sealed");
    }

    public void unseal() {
        client().withToken(null).put("sys/unseal", Map.of("key", keys.unsealKey()));
        awaitHealth(ACTIVE, "active");
    }

    /** All that the server stores, as an operator's backup has it. */
    public byte[] snapshot() {
        return client().getBytes("sys/storage/raft/snapshot");
    }

    /** Puts a backup in the place of all that the server stores: what was written since is gone, tokens included. */
    public void restore(byte[] snapshot) {
        client().postBytes("sys/storage/raft/snapshot-force", snapshot);
        boolean answers = Waiting.until(START_LIMIT, () -> {
            try {
                client().get("sys/mounts");
                return true;
            } catch (VaultException | UncheckedIOException notYet) {
                return false;
            }
        });
        if (!answers) {
            throw process.failed("did not answer after a restore");
        }
    }

    /** SIGTERM. */
    public void stop() {
        process.stop();
    }

    @Override
    public void kill() {
        process.kill();
    }

    @Override
    public void suspend() {
        process.suspend();
    }

    @Override
    public void resume() {
        process.resume();
    }

    /** Starts the stopped or killed server again, on the same port and data, and unseals it. */
    public void restart() {
        process.stop();
        process = launch();
        keys = open();
    }

    @Override
    public void startAgain() {
        if (!process.isAlive()) {
            restart();
        }
    }

    @Override
    public boolean serves() {
        return process.isAlive() && new VaultClient(address(), null).health() == ACTIVE;
    }

    @Override
    public void close() {
        stop();
    }

    private ChildProcess launch() {
        Path file = folder.resolve("server.hcl");
        try {
            Files.createDirectories(configuration.raftFolder());
            Files.writeString(file, configuration.render(program.flavour()));
        } catch (IOException e) {
            throw new UncheckedIOException("Vault's folder " + folder + " cannot be written", e);
        }
        var launched = ChildProcess.start("Vault", List.of(program.path().toString(), "server", "-config=" + file),
                Map.of("VAULT_ADDR", "", "VAULT_TOKEN", "", "BAO_ADDR", ""), folder.resolve("vault.log"));
        var anonymous = new VaultClient(address(), null);
        boolean answers = Waiting.until(START_LIMIT, () -> anonymous.health() != 0 || !launched.isAlive())
                && launched.isAlive();
        if (!answers) {
            launched.kill();
            throw launched.failed("did not start at " + address());
        }
        return launched;
    }

    private UnsealKeys open() {
        Path file = folder.resolve("keys.json");
        var anonymous = new VaultClient(address(), null);
        boolean fresh = anonymous.health() == NOT_INITIALISED;
        UnsealKeys opened = fresh
                ? initialise(anonymous, file)
                : UnsealKeys.read(file).orElseThrow(() -> new IllegalStateException("the Vault server in " + folder
                        + " was initialised, but its unseal key is not in " + file + ": put it back, or delete "
                        + folder));
        anonymous.put("sys/unseal", Map.of("key", opened.unsealKey()));
        awaitHealth(ACTIVE, "active");
        if (fresh && program.flavour() == VaultProgram.Flavour.HASHICORP_VAULT) {
            anonymous.withToken(opened.rootToken()).put("sys/audit/file",
                    Map.of("type", "file", "options",
                            Map.of("file_path", configuration.auditFile().toString(), "mode", "0600")));
        }
        return opened;
    }

    private static UnsealKeys initialise(VaultClient anonymous, Path file) {
        var answer = anonymous.put("sys/init", Map.of("secret_shares", 1, "secret_threshold", 1));
        var given = new UnsealKeys(answer.path("keys_base64").path(0).asString(), answer.path("root_token").asString());
        given.write(file);
        return given;
    }

    private void awaitHealth(int wanted, String name) {
        var anonymous = new VaultClient(address(), null);
        if (!Waiting.until(START_LIMIT, () -> anonymous.health() == wanted || !process.isAlive())
                || !process.isAlive()) {
            throw process.failed("did not become " + name);
        }
    }
}
