package dev.habittracker.habitapi.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.test.context.DynamicPropertyRegistry;

import dev.habittracker.devstack.junit.AppRole;
import dev.habittracker.devstack.junit.StackSlice;
import dev.habittracker.devstack.vault.Role;
import dev.habittracker.keyring.ring.Policy;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.SecureKeyMint;
import dev.habittracker.keyring.ring.SigningAlgorithm;
import dev.habittracker.keyring.ring.Timing;
import dev.habittracker.keyring.ring.write.CreateRing;
import dev.habittracker.keyring.ring.write.RingWrite;
import dev.habittracker.keyring.ring.write.WriteContext;
import dev.habittracker.keyring.ring.write.WriteOutcome;
import dev.habittracker.keyring.store.RingStore;
import dev.habittracker.keyring.store.StoreReading;
import dev.habittracker.keyring.store.StoreWrite;
import dev.habittracker.keyring.vault.VaultAccess;
import dev.habittracker.keyring.vault.VaultCredentials;
import dev.habittracker.keyring.vault.VaultSettings;

/// The ring in Vault, written to as the rotator does, and the settings with which the service follows it.
final class VaultRing {

    static final Duration TOKEN_LIFETIME = Duration.ofMinutes(15);

    private static final Timing TIMING = new Timing(Duration.ofMillis(200), Duration.ofMillis(100),
            Duration.ofMillis(100), Duration.ofSeconds(2));

    private final StackSlice slice;
    private final RingStore store;

    VaultRing(StackSlice slice) {
        this.slice = slice;
        this.store = VaultAccess.of(VaultSettings.of(slice.vaultAddress(), slice.mount(), slice.path(),
                VaultCredentials.token(slice.rootToken())), Clock.systemUTC()).ringStore();
    }

    VaultRing create(SigningAlgorithm algorithm) {
        write(new CreateRing(new Policy(algorithm, TOKEN_LIFETIME, Duration.ofHours(1), TIMING)));
        return this;
    }

    /// Applies the write to the ring that stands and stores what comes of it.
    Ring write(RingWrite write) {
        StoreReading reading = store.read();
        Ring before = ring(reading);
        long version = before == null ? 0 : before.version();
        WriteContext context = new WriteContext("habit-tracker", version + 1, UUID.randomUUID().toString(),
                reading.time(), "a test asked for it", null, "test", new SecureKeyMint());
        Ring after = switch (write.applyTo(before, context)) {
            case WriteOutcome.Written written -> written.ring();
            case WriteOutcome.Refused refused -> throw new IllegalStateException(refused.message());
        };
        return switch (store.write(after, version)) {
            case StoreWrite.Stored _ -> after;
            case StoreWrite.Conflict _ -> throw new IllegalStateException("somebody else writes to " + slice.mount());
        };
    }

    Ring read() {
        Ring ring = ring(store.read());
        if (ring == null) {
            throw new IllegalStateException("no ring in " + slice.mount());
        }
        return ring;
    }

    /// What a plain client reads beside the ring.
    String plainSecret() {
        return read().activeKey().material().exposeSecretText();
    }

    /// Lets a service follow this ring, with its own role, by polling.
    void addTo(DynamicPropertyRegistry properties) {
        AppRole role = slice.appRole(Role.HABIT_API);
        properties.add("keyring.vault.address", slice::vaultAddress);
        properties.add("keyring.vault.mount", slice::mount);
        properties.add("keyring.vault.path", slice::path);
        properties.add("keyring.vault.role-id", role::roleId);
        properties.add("keyring.vault.secret-id-file", () -> fileWith(role.secretId()));
        properties.add("keyring.timing.poll", () -> TIMING.poll().toMillis() + "ms");
        properties.add("keyring.timing.lag", () -> TIMING.lag().toMillis() + "ms");
        properties.add("keyring.timing.clock-error", () -> TIMING.clockError().toMillis() + "ms");
        properties.add("keyring.timing.write-budget", () -> TIMING.writeBudget().toMillis() + "ms");
    }

    /// Readable by its owner alone, as a service demands.
    private static Path fileWith(String secretId) {
        try {
            Path file = Files.createTempFile("secret-id", null);
            file.toFile().deleteOnExit();
            return Files.writeString(file, secretId);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static @Nullable Ring ring(StoreReading reading) {
        return switch (reading) {
            case StoreReading.Whole whole -> whole.ring();
            case StoreReading.Missing _ -> null;
            case StoreReading.Bare _,StoreReading.Deleted _,StoreReading.Malformed _ ->
                throw new IllegalStateException("no ring but " + reading.getClass().getSimpleName());
        };
    }
}
