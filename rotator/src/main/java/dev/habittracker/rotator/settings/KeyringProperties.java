package dev.habittracker.rotator.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import dev.habittracker.events.Topics;
import dev.habittracker.keyring.kafka.KafkaBusSettings;
import dev.habittracker.keyring.ring.Timing;
import dev.habittracker.keyring.vault.VaultCredentials;
import dev.habittracker.keyring.vault.VaultSettings;

/// Which keyring, and how to reach Vault and Kafka: the properties that every service with a keyring has.
///
/// @param name             the keyring's name
/// @param vault            where the ring is
/// @param kafka            where changes are told
/// @param maxTokenLifetime the policy's longest lifetime of a token
/// @param signingLease     the policy's signing lease
/// @param member           how this process tells of itself
/// @param timing           the bounds that the margins are made of
@ConfigurationProperties("keyring")
public record KeyringProperties(@DefaultValue("habit-tracker") String name, @DefaultValue Vault vault,
        @DefaultValue Kafka kafka, @DefaultValue("15m") Duration maxTokenLifetime,
        @DefaultValue("1h") Duration signingLease, @DefaultValue Member member, @DefaultValue Bounds timing) {

    /// Where the ring is, and how to log in.
    public record Vault(@Nullable String address, @DefaultValue("secret") String mount,
            @DefaultValue("habit-tracker/auth") String path, @Nullable String roleId, @Nullable Path secretIdFile,
            @Nullable Path wrappedSecretIdFile, @DefaultValue("approle") String appRoleMount, @Nullable Path caFile) {

        VaultSettings toSettings() {
            if (address == null || address.isBlank()) {
                throw new IllegalArgumentException("keyring.vault.address is missing: set it, or VAULT_ADDR, to Vault's"
                        + " address, such as https://vault.example.org:8200");
            }
            return new VaultSettings(URI.create(address), null, mount, path,
                    VaultCredentials.of(roleId, secretIdFile, wrappedSecretIdFile, null, appRoleMount), caFile,
                    VaultSettings.DEFAULT_CONNECT_TIMEOUT, VaultSettings.DEFAULT_READ_TIMEOUT);
        }
    }

    /// Where changes are told.
    public record Kafka(@Nullable String bootstrapServers, @DefaultValue("") String topicPrefix,
            @DefaultValue Map<String, String> properties) {

        KafkaBusSettings toSettings() {
            if (bootstrapServers == null || bootstrapServers.isBlank()) {
                throw new IllegalArgumentException("keyring.kafka.bootstrap-servers is missing: a rotator needs Kafka,"
                        + " set it to host:port");
            }
            return new KafkaBusSettings(bootstrapServers, new Topics(topicPrefix), properties);
        }
    }

    /// How this process tells of itself.
    public record Member(@DefaultValue("5s") Duration statusInterval) {}

    /// The bounds that the margins are made of.
    public record Bounds(@DefaultValue("15s") Duration poll, @DefaultValue("5s") Duration lag,
            @DefaultValue("5s") Duration clockError, @DefaultValue("5s") Duration writeBudget) {

        Timing toTiming() {
            return new Timing(poll, lag, clockError, writeBudget);
        }
    }
}
