package dev.habittracker.devstack.junit;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import dev.habittracker.devstack.kafka.ContainerKafka;
import dev.habittracker.devstack.kafka.KafkaBroker;
import dev.habittracker.devstack.kafka.KafkaServer;
import dev.habittracker.devstack.postgres.PostgresServer;
import dev.habittracker.devstack.vault.LocalVaultServer;
import dev.habittracker.devstack.vault.RemoteVaultServer;
import dev.habittracker.devstack.vault.VaultServer;
import dev.habittracker.devstack.vault.VaultServers;

/** The servers of this test run: each is started once, when the first class asks for it. */
public final class SharedStack implements AutoCloseable {

    private static final SharedStack INSTANCE = new SharedStack();
    /** Set by the Maven profile {@code containers}: Kafka then runs in Docker. */
    private static final String KAFKA_IMAGE_VERSION = "devstack.kafka.image-version";
    private static final Executor EXECUTOR = command -> Thread.ofVirtual().start(command);

    private final Path folder = StackFolder.create();
    private final String run = Long.toString(ProcessHandle.current().pid() % 100_000, Character.MAX_RADIX)
            + Long.toString(System.currentTimeMillis() / 1000 % 100_000, Character.MAX_RADIX);
    private final Map<Part, CompletableFuture<? extends AutoCloseable>> servers = new EnumMap<>(Part.class);
    private final Map<Class<?>, StackSlice> slices = new ConcurrentHashMap<>();
    private final AtomicInteger sliceCount = new AtomicInteger();

    private SharedStack() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "stop-dev-stack"));
    }

    static SharedStack instance() {
        return INSTANCE;
    }

    /**
     * The slice of a test class that has {@link DevStack}, and the start of the servers it names; a nested class has its outermost class's slice.
     */
    public static StackSlice slice(Class<?> testClass) {
        Class<?> outermost = testClass;
        while (outermost.getEnclosingClass() != null) {
            outermost = outermost.getEnclosingClass();
        }
        DevStack asked = outermost.getAnnotation(DevStack.class);
        if (asked == null) {
            throw new IllegalArgumentException(outermost.getName() + " lacks the annotation @DevStack");
        }
        INSTANCE.start(asked.value());
        return INSTANCE.slices.computeIfAbsent(outermost, INSTANCE::newSlice);
    }

    public KafkaServer kafka() {
        return (KafkaServer) started(Part.KAFKA);
    }

    /** The Kafka broker, where it is a process of ours to stop, suspend and kill. */
    public KafkaBroker localKafka() {
        if (kafka() instanceof KafkaBroker local) {
            return local;
        }
        throw new IllegalStateException(
                "this test stops the Kafka broker, and the profile \"containers\" runs it in Docker:"
                        + " run it without the profile");
    }

    public PostgresServer postgres() {
        return (PostgresServer) started(Part.POSTGRES);
    }

    public VaultServer vault() {
        return (VaultServer) started(Part.VAULT);
    }

    /** The Vault server, where it is ours to seal, stop and kill. */
    public LocalVaultServer localVault() {
        return switch (vault()) {
            case LocalVaultServer local -> local;
            case RemoteVaultServer remote -> throw new IllegalStateException(
                    "this test stops the Vault server, and the one at " + remote.address()
                            + " is not ours: unset VAULT_ADDR");
        };
    }

    /** Stops the servers; their logs stay in the folder, their data does not. */
    @Override
    public synchronized void close() {
        servers.values().stream().map(server -> server.handle((running, _) -> running)).map(CompletableFuture::join)
                .parallel().forEach(running -> {
                    if (running != null) {
                        closeQuietly(running);
                    }
                });
        if (!servers.isEmpty()) {
            StackFolder.deleteData(folder);
        }
        servers.clear();
    }

    private synchronized void start(Part[] parts) {
        Arrays.stream(parts).forEach(part -> servers.computeIfAbsent(part,
                wanted -> CompletableFuture.supplyAsync(starter(wanted), EXECUTOR)));
    }

    private Supplier<AutoCloseable> starter(Part part) {
        Path data = folder.resolve(part.name().toLowerCase(Locale.ROOT));
        return switch (part) {
            case KAFKA -> () -> kafka(data);
            case POSTGRES -> () -> PostgresServer.start(data);
            case VAULT -> () -> VaultServers.start(data);
        };
    }

    private static KafkaServer kafka(Path data) {
        String version = System.getProperty(KAFKA_IMAGE_VERSION);
        return version == null ? KafkaBroker.start(data) : ContainerKafka.start(version);
    }

    private AutoCloseable started(Part part) {
        CompletableFuture<? extends AutoCloseable> server;
        synchronized (this) {
            server = servers.get(part);
        }
        if (server == null) {
            throw new IllegalStateException("no test class asked for " + part + ": name it in @DevStack");
        }
        try {
            return server.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private StackSlice newSlice(Class<?> testClass) {
        String simple = testClass.getSimpleName().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        String shortened = simple.substring(0, Math.min(24, simple.length()));
        return new StackSlice(this, shortened + "-" + run + "-" + sliceCount.incrementAndGet());
    }

    private static void closeQuietly(AutoCloseable running) {
        try {
            running.close();
        } catch (Exception e) {
            System.err.println("dev-stack: " + running + " did not stop: " + e.getMessage());
        }
    }
}
