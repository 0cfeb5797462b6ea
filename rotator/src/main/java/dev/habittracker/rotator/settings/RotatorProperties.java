package dev.habittracker.rotator.settings;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import dev.habittracker.keyring.ring.Policy;
import dev.habittracker.keyring.ring.SigningAlgorithm;
import dev.habittracker.rotator.decide.Plan;
import dev.habittracker.rotator.known.OnDeadline;
import dev.habittracker.rotator.known.Schedule;
import dev.habittracker.rotator.reconcile.KeyringRules;
import dev.habittracker.rotator.schedule.Schedules;

/// How keyrings are kept.
///
/// @param tick             how often a keyring is looked at
/// @param topicReplication on how many brokers the topics are created
/// @param keyrings         one entry, for the keyring that `keyring.name` names
@ConfigurationProperties("rotator")
public record RotatorProperties(@DefaultValue("1s") Duration tick, @DefaultValue("1") int topicReplication,
        @DefaultValue List<Entry> keyrings) {

    /// How one keyring is kept.
    ///
    /// @param name            the keyring
    /// @param cron            Quartz's form, `every 60s`, or `on-request`
    /// @param zone            of the cron
    /// @param algorithm       what new keys sign with
    /// @param allowKindChange whether a change of the algorithm may take their key from plain clients
    /// @param jwksCache       how long consumers of the JWKS are assumed to keep it
    /// @param deadline        how long members may hold up a rotation
    /// @param onDeadline      what happens then
    public record Entry(String name, String cron, @DefaultValue("UTC") ZoneId zone,
            @DefaultValue("HS256") String algorithm, @DefaultValue("false") boolean allowKindChange,
            @DefaultValue("300s") Duration jwksCache, @DefaultValue("10m") Duration deadline,
            @DefaultValue("blocked") OnDeadline onDeadline) {}

    /// The rules of the keyring.
    ///
    /// @throws IllegalArgumentException saying which property to change
    KeyringRules rulesOf(KeyringProperties keyring) {
        Entry entry = keyrings.stream().filter(candidate -> candidate.name().equals(keyring.name())).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("rotator.keyrings has no entry named \""
                        + keyring.name() + "\", which keyring.name asks for: add one with a cron"));
        if (keyrings.size() != 1) {
            throw new IllegalArgumentException("a rotator keeps one keyring, \"" + keyring.name()
                    + "\": remove the other entries of rotator.keyrings");
        }
        SigningAlgorithm algorithm = SigningAlgorithm.ofJwtName(entry.algorithm())
                .orElseThrow(() -> new IllegalArgumentException("rotator.keyrings[0].algorithm must be one of "
                        + SigningAlgorithm.names() + ", not \"" + entry.algorithm() + "\""));
        Policy policy = new Policy(algorithm, keyring.maxTokenLifetime(), keyring.signingLease(),
                keyring.timing().toTiming());
        Schedule schedule = Schedules.parse(entry.cron(), entry.zone());
        Optional<String> unsafe = Plan.problem(policy, schedule);
        if (unsafe.isPresent()) {
            throw new IllegalArgumentException("rotator.keyrings[0].cron: " + unsafe.get());
        }
        return new KeyringRules(policy, entry.allowKindChange(), schedule, entry.jwksCache(), entry.deadline(),
                entry.onDeadline());
    }
}
