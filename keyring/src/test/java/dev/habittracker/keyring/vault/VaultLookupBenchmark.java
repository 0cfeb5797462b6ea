package dev.habittracker.keyring.vault;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;

import dev.habittracker.devstack.vault.Placement;
import dev.habittracker.devstack.vault.Role;
import dev.habittracker.devstack.vault.TokenTimes;
import dev.habittracker.devstack.vault.VaultProvisioning;
import dev.habittracker.devstack.vault.VaultServer;
import dev.habittracker.devstack.vault.VaultServers;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.store.StoreReading;
import dev.habittracker.keyring.store.TestRings;

/// How long the look-up of a ring takes, against a bound of 10 ms at start-up: a load run to be started by hand, for times
/// on a shared machine make no test. The server is a real one on this machine, with persistent storage and an audit file;
/// the ring's journal is full.
///
/// `docs/benchmarks.md` has the command and what came of it.
public final class VaultLookupBenchmark {

    private static final double BOUND_MS = 10;
    private static final int WARM_UP = 300;
    private static final int RUNS = 1000;

    private VaultLookupBenchmark() {}

    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory("vault-lookup");
        try (VaultServer server = VaultServers.start(folder)) {
            VaultProvisioning provisioning = new VaultProvisioning(server, Placement.DEFAULT);
            provisioning.apply(TokenTimes.DEFAULT);
            fill(server);
            Path secretId = Files.writeString(folder.resolve("secret-id"), provisioning.secretId(Role.HABIT_API));
            VaultSettings settings = VaultSettings.of(server.address(), Placement.DEFAULT.mount(),
                    Placement.DEFAULT.path(),
                    new VaultCredentials.SecretIdFile("approle", provisioning.roleId(Role.HABIT_API), secretId));
            measure(settings);
        } finally {
            delete(folder);
        }
    }

    /// The server's unseal key and root token are in there.
    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    private static void measure(VaultSettings settings) {
        System.out.println(line("first look-up of this JVM: client, login, read", startUp(settings)));
        for (int i = 0; i < WARM_UP / 10; i++) {
            startUp(settings);
        }
        print("client, login, read, in a warm JVM", RUNS / 10, () -> startUp(settings));
        try (VaultAccess vault = VaultAccess.of(settings, Clock.systemUTC())) {
            for (int i = 0; i < WARM_UP; i++) {
                time(() -> vault.ringStore().read());
            }
            print("read of the ring", RUNS, () -> time(() -> {
                if (!(vault.ringStore().read() instanceof StoreReading.Whole)) {
                    throw new IllegalStateException("no ring was read");
                }
            }));
            print("poll of the metadata", RUNS, () -> time(() -> vault.ringStore().metadata()));
        }
    }

    private static double startUp(VaultSettings settings) {
        long start = System.nanoTime();
        VaultAccess vault = VaultAccess.of(settings, Clock.systemUTC());
        vault.ringStore().read();
        double millis = (System.nanoTime() - start) / 1e6;
        vault.close();
        return millis;
    }

    private static double time(Runnable call) {
        long start = System.nanoTime();
        call.run();
        return (System.nanoTime() - start) / 1e6;
    }

    private static void print(String what, int runs, DoubleSupplier run) {
        double[] millis = new double[runs];
        for (int i = 0; i < runs; i++) {
            millis[i] = run.getAsDouble();
        }
        Arrays.sort(millis);
        System.out.println(line(what + ", median of " + runs, millis[runs / 2]));
        System.out.println(line(what + ", 99 of 100", millis[runs * 99 / 100]));
    }

    private static String line(String what, double millis) {
        return String.format(Locale.ROOT, "%-62s %8.2f ms  %6.2f of the bound", what, millis, millis / BOUND_MS);
    }

    private static void fill(VaultServer server) {
        URI address = server.address();
        VaultSettings root = VaultSettings.of(address, Placement.DEFAULT.mount(), Placement.DEFAULT.path(),
                VaultCredentials.token(server.rootToken()));
        try (VaultAccess vault = VaultAccess.of(root, Clock.systemUTC())) {
            Ring ring = TestRings.created(Instant.now());
            vault.ringStore().write(ring, 0);
            while (ring.version() < Ring.JOURNAL_LIMIT) {
                ring = TestRings.above(ring, ring.activated());
                vault.ringStore().write(ring, ring.version() - 1);
            }
            System.out.println("ring: " + ring.keys().size() + " keys, journal of " + ring.journal().size()
                    + ", revoked kids " + ring.revoked().size());
        }
    }
}
