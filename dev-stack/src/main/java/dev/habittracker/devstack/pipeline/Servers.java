package dev.habittracker.devstack.pipeline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.habittracker.devstack.kafka.Detour;
import dev.habittracker.devstack.kafka.KafkaBroker;
import dev.habittracker.devstack.postgres.PostgresServer;
import dev.habittracker.devstack.process.Waiting;
import dev.habittracker.devstack.vault.VaultServer;
import dev.habittracker.devstack.vault.VaultServers;

/** Kafka, PostgreSQL and Vault, started at the same time. */
public record Servers(KafkaBroker kafka, PostgresServer postgres, VaultServer vault) implements AutoCloseable {

    /**
     * Starts the three; where one fails, the others are stopped and its exception thrown.
     *
     * @param folder holds their data
     * @param detours the ways to Kafka that do not lead straight to it
     */
    static Servers start(Path folder, PortPlan ports, Collection<Detour> detours, Map<String, String> environment,
            Progress progress) {
        var kafka = begin(progress, "Kafka",
                () -> KafkaBroker.start(folder.resolve("kafka"), ports.kafka(), List.copyOf(detours)),
                KafkaBroker::bootstrapServers);
        var postgres = begin(progress, "PostgreSQL",
                () -> PostgresServer.start(folder.resolve("postgres"), ports.postgres()),
                server -> "127.0.0.1:" + server.port());
        var vault = begin(progress, "Vault",
                () -> VaultServers.start(folder.resolve("vault"), ports.vault(), environment,
                        text -> progress.line("  " + text)),
                server -> server.address().toString());
        var all = List.of(kafka, postgres, vault);
        try {
            CompletableFuture.allOf(kafka, postgres, vault).join();
            return new Servers(kafka.join(), postgres.join(), vault.join());
        } catch (CompletionException e) {
            all.stream().filter(server -> !server.isCompletedExceptionally()).forEach(server -> close(server.join()));
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static <T extends AutoCloseable> CompletableFuture<T> begin(Progress progress, String name,
            Supplier<T> start,
            Function<T, String> described) {
        return CompletableFuture.supplyAsync(() -> progress.timed(name, start, described),
                command -> Thread.ofVirtual().name("start-" + name).start(command));
    }

    /** Stops the three at the same time. */
    @Override
    public void close() {
        var stopping = new ArrayList<Thread>();
        for (AutoCloseable server : List.of(kafka, postgres, vault)) {
            stopping.add(Thread.ofVirtual().start(() -> close(server)));
        }
        stopping.forEach(Waiting::forEndOf);
    }

    private static void close(AutoCloseable server) {
        try {
            server.close();
        } catch (Exception e) {
            System.err.println(server + " did not stop: " + e.getMessage());
        }
    }
}
