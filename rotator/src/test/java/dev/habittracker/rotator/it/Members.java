package dev.habittracker.rotator.it;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import org.awaitility.Awaitility;

import dev.habittracker.devstack.junit.AppRole;
import dev.habittracker.devstack.junit.StackSlice;
import dev.habittracker.devstack.vault.Role;
import dev.habittracker.events.Topics;
import dev.habittracker.keyring.Keyring;
import dev.habittracker.keyring.KeyringSettings;
import dev.habittracker.keyring.kafka.KafkaBusSettings;
import dev.habittracker.keyring.ring.Timing;
import dev.habittracker.keyring.vault.VaultCredentials;
import dev.habittracker.keyring.vault.VaultSettings;

/** Services that use the keyring, as fast as the rotator of {@link RotatorNode} counts on. */
final class Members {

    private static final Timing TIMING = new Timing(Duration.ofMillis(200), Duration.ZERO, Duration.ofMillis(100),
            Duration.ofSeconds(1));

    private Members() {}

    /** One that is ready. */
    static Keyring ready(StackSlice slice) {
        Keyring member = Keyring.start(settings(slice, slice.vaultAddress(), "habit-api"));
        Awaitility.await("member ready").atMost(Duration.ofSeconds(20)).until(member::ready);
        return member;
    }

    /** One that hears Kafka and does not reach Vault. */
    static Keyring withoutVault(StackSlice slice, String service) {
        return Keyring.start(settings(slice, URI.create("http://127.0.0.1:1"), service));
    }

    private static KeyringSettings settings(StackSlice slice, URI vault, String service) {
        AppRole role = slice.appRole(Role.HABIT_API);
        Path secretId = RotatorNode.secretIdFile(role);
        return new KeyringSettings(RotatorNode.KEYRING, service,
                VaultSettings.of(vault, slice.mount(), slice.path(),
                        new VaultCredentials.SecretIdFile("approle", role.roleId(), secretId)),
                new KafkaBusSettings(slice.bootstrapServers(), new Topics(slice.topicPrefix()), Map.of()), TIMING,
                null, Duration.ofSeconds(1), Duration.ofMillis(300), true, Duration.ofSeconds(2));
    }
}
