package dev.habittracker.keyring;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import dev.habittracker.keyring.jwt.VerifierSettings;
import dev.habittracker.keyring.kafka.KafkaBusSettings;
import dev.habittracker.keyring.ring.Timing;
import dev.habittracker.keyring.vault.VaultSettings;

/// How one process follows a keyring, signs and verifies. [#of(VaultSettings)] has the defaults; each `with` changes one.
///
/// @param name             the keyring's name
/// @param service          the name of the service, for operators
/// @param vault            where the ring is
/// @param kafka            where changes are told; `null` to poll Vault only
/// @param timing           the bounds that this process keeps; none may be slower than the ring's policy counts on
/// @param maxTokenLifetime the longest lifetime that this process asks for; more than the ring's keys allow keeps it from
///                         being ready. `null` for whatever the keys allow
/// @param signingLease     how long a bare secret signs after a read; a ring says so itself
/// @param statusInterval   how often the process tells how it is
/// @param tokensWithoutKid whether tokens that name no key are tried against the symmetric keys
/// @param refreshWait      how long one verification waits for a newer ring
public record KeyringSettings(String name, String service, VaultSettings vault, @Nullable KafkaBusSettings kafka,
        Timing timing, @Nullable Duration maxTokenLifetime, Duration signingLease, Duration statusInterval,
        boolean tokensWithoutKid, Duration refreshWait) {

    /// The keyring's name where none is given.
    public static final String DEFAULT_NAME = "habit-tracker";
    /// The longest lifetime of a token where neither a ring nor a setting says so.
    public static final Duration DEFAULT_TOKEN_LIFETIME = Duration.ofMinutes(15);
    /// The signing lease where no ring says so.
    public static final Duration DEFAULT_SIGNING_LEASE = Duration.ofHours(1);
    /// A live member is one that was heard of within three of these.
    public static final Duration DEFAULT_STATUS_INTERVAL = Duration.ofSeconds(5);

    public KeyringSettings {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
            throw new IllegalArgumentException("name must be letters, digits, dots, dashes and underscores, such as "
                    + DEFAULT_NAME + ", not \"" + name + "\"");
        }
        if (maxTokenLifetime != null && maxTokenLifetime.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("max-token-lifetime must be at least 1s, not " + maxTokenLifetime);
        }
        if (!signingLease.isPositive()) {
            throw new IllegalArgumentException("signing-lease must be longer than zero, not " + signingLease);
        }
        if (!statusInterval.isPositive()) {
            throw new IllegalArgumentException("status-interval must be longer than zero, not " + statusInterval);
        }
    }

    /// The defaults of the protocol, Vault alone.
    public static KeyringSettings of(VaultSettings vault) {
        return new KeyringSettings(DEFAULT_NAME, "unnamed", vault, null, Timing.DEFAULT, null, DEFAULT_SIGNING_LEASE,
                DEFAULT_STATUS_INTERVAL, true, VerifierSettings.REFRESH_WAIT);
    }

    /// Another keyring, and the service's name for operators.
    public KeyringSettings withNames(String name, String service) {
        return new KeyringSettings(name, service, vault, kafka, timing, maxTokenLifetime, signingLease, statusInterval,
                tokensWithoutKid, refreshWait);
    }

    /// Hears of changes over Kafka too.
    public KeyringSettings withKafka(KafkaBusSettings kafka) {
        return new KeyringSettings(name, service, vault, kafka, timing, maxTokenLifetime, signingLease, statusInterval,
                tokensWithoutKid, refreshWait);
    }

    /// Keeps other bounds.
    public KeyringSettings withTiming(Timing timing) {
        return new KeyringSettings(name, service, vault, kafka, timing, maxTokenLifetime, signingLease, statusInterval,
                tokensWithoutKid, refreshWait);
    }

    /// Asks for tokens of at most this lifetime.
    public KeyringSettings withMaxTokenLifetime(Duration maxTokenLifetime) {
        return new KeyringSettings(name, service, vault, kafka, timing, maxTokenLifetime, signingLease, statusInterval,
                tokensWithoutKid, refreshWait);
    }

    /// Refuses tokens that name no key.
    public KeyringSettings withoutTokensWithoutKid() {
        return new KeyringSettings(name, service, vault, kafka, timing, maxTokenLifetime, signingLease, statusInterval,
                false, refreshWait);
    }
}
