package dev.habittracker.keyring.example;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

import com.nimbusds.jwt.JWTClaimsSet;

import dev.habittracker.events.Topics;
import dev.habittracker.keyring.Keyring;
import dev.habittracker.keyring.KeyringSettings;
import dev.habittracker.keyring.jwt.InvalidTokenException;
import dev.habittracker.keyring.jwt.KeyringUnavailableException;
import dev.habittracker.keyring.kafka.KafkaBusSettings;
import dev.habittracker.keyring.vault.VaultCredentials;
import dev.habittracker.keyring.vault.VaultSettings;

import static java.util.Map.of;

/// What a program does that has no Spring.
final class WithoutSpring {

    private WithoutSpring() {}

    static KeyringSettings pollOnly(URI vaultAddress, String mount, String path, String roleId, Path secretIdFile) {
        VaultSettings vault = VaultSettings.of(vaultAddress, mount, path,
                new VaultCredentials.SecretIdFile("approle", roleId, secretIdFile));
        return KeyringSettings.of(vault).withNames("habit-tracker", "my-service");
    }

    static KeyringSettings withKafka(KeyringSettings settings, String bootstrapServers) {
        return settings.withKafka(new KafkaBusSettings(bootstrapServers, Topics.DEFAULT, of()));
    }

    static String issue(Keyring keyring, String subject) {
        JWTClaimsSet claims = new JWTClaimsSet.Builder().subject(subject).build();
        return keyring.signer().sign(claims, Duration.ofMinutes(10)).value();
    }

    static int status(Keyring keyring, String token) {
        try {
            keyring.verifier().verify(token);
            return 200;
        } catch (InvalidTokenException e) {
            // e.reason().sentence() may be told to the client
            return 401;
        } catch (KeyringUnavailableException e) {
            // with the header Retry-After: e.retryAfterSeconds()
            return 503;
        }
    }
}
