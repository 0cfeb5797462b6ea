package dev.habittracker.rotator.settings;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import dev.habittracker.keyring.KeyringSettings;
import dev.habittracker.keyring.ring.Margins;
import dev.habittracker.keyring.ring.Policy;
import dev.habittracker.keyring.ring.Seconds;
import dev.habittracker.keyring.ring.SigningAlgorithm;
import dev.habittracker.rotator.decide.Plan;
import dev.habittracker.rotator.known.OnDeadline;
import dev.habittracker.rotator.known.Schedule;
import dev.habittracker.rotator.reconcile.KeyringRules;
import dev.habittracker.rotator.schedule.Firing;
import dev.habittracker.rotator.schedule.Schedules;

/// How keyrings are kept.
///
/// @param tick              how often a keyring is looked at
/// @param topicReplication  on how many brokers the topics are created
/// @param forgetMembersAfter how long a member may be silent before its last status is taken off the topic
/// @param keyrings          one entry, for the keyring that `keyring.name` names
@ConfigurationProperties("rotator")
public record RotatorProperties(@DefaultValue("1s") Duration tick, @DefaultValue("1") int topicReplication,
        @DefaultValue("24h") Duration forgetMembersAfter, @DefaultValue List<Entry> keyrings) {

    private static final String ENTRY = "rotator.keyrings[0].";

    /// How one keyring is kept.
    ///
    /// @param name            the keyring
    /// @param cron            Quartz's form, `every 60s`, or `on-request`
    /// @param zone            of the cron
    /// @param algorithm       what the keys of a new ring sign with
    /// @param overlap         how long a former key has to verify on, where somebody counts on it; absent, as long as its
    ///                        tokens live
    /// @param jwksCache       how long consumers of the JWKS are assumed to keep it
    /// @param deadline        how long members may hold up a rotation
    /// @param onDeadline      what happens then
    public record Entry(@Nullable String name, @Nullable String cron, @DefaultValue("UTC") ZoneId zone,
            @DefaultValue("HS256") String algorithm, @Nullable Duration overlap,
            @DefaultValue("300s") Duration jwksCache,
            @DefaultValue("10m") Duration deadline, @DefaultValue("blocked") OnDeadline onDeadline) {}

    /// The rules of the keyring.
    ///
    /// @throws RotatorConfigurationException saying which property to change
    KeyringRules rulesOf(KeyringSettings keyring) {
        positive("rotator.tick", tick);
        positive("rotator.forget-members-after", forgetMembersAfter);
        if (topicReplication < 1) {
            throw wrong("rotator.topic-replication must be at least 1, not " + topicReplication);
        }
        Entry entry = entry(keyring.name());
        positive(ENTRY + "deadline", entry.deadline());
        if (entry.jwksCache().isNegative()) {
            throw wrong(ENTRY + "jwks-cache must not be negative, not " + entry.jwksCache());
        }
        Policy policy = policy(entry, keyring);
        Schedule schedule = schedule(entry);
        Plan.problem(policy, schedule).ifPresent(problem -> {
            throw wrong(ENTRY + "cron: " + problem);
        });
        overlapProblem(entry, policy).ifPresent(problem -> {
            throw wrong(ENTRY + "overlap: " + problem);
        });
        return new KeyringRules(policy, schedule, entry.jwksCache(), entry.deadline(),
                entry.onDeadline());
    }

    /// When Quartz has the keyring looked at.
    ///
    /// @throws RotatorConfigurationException saying which property to change
    Firing firingOf(KeyringSettings keyring) {
        Entry entry = entry(keyring.name());
        Schedule schedule = schedule(entry);
        return new Firing(keyring.name(), tick, Schedules.isCron(schedule) ? schedule.text() : null, entry.zone());
    }

    private Entry entry(String keyring) {
        Entry entry = keyrings.stream().filter(candidate -> keyring.equals(candidate.name())).findFirst()
                .orElseThrow(() -> wrong("rotator.keyrings has no entry named \"" + keyring
                        + "\", which keyring.name asks for: add one with a cron"));
        if (keyrings.size() != 1) {
            throw wrong("a rotator keeps one keyring, \"" + keyring
                    + "\": remove the other entries of rotator.keyrings");
        }
        return entry;
    }

    private static Policy policy(Entry entry, KeyringSettings keyring) {
        SigningAlgorithm algorithm = SigningAlgorithm.ofJwtName(entry.algorithm())
                .orElseThrow(() -> wrong(ENTRY + "algorithm must be one of " + SigningAlgorithm.names() + ", not \""
                        + entry.algorithm() + "\""));
        Duration lifetime = keyring.maxTokenLifetime();
        return checked("keyring.", () -> new Policy(algorithm,
                lifetime == null ? KeyringSettings.DEFAULT_TOKEN_LIFETIME : lifetime, keyring.signingLease(),
                keyring.timing()));
    }

    private static Schedule schedule(Entry entry) {
        String cron = entry.cron();
        if (cron == null || cron.isBlank()) {
            throw wrong(
                    ENTRY + "cron is missing: set it to a cron expression, such as \"0 0 3 * * ?\", to \"every 24h\""
                            + " or to \"on-request\"");
        }
        return checked(ENTRY + "cron: ", () -> Schedules.parse(cron, entry.zone()));
    }

    /// The protocol leaves no choice: a key verifies as long as its tokens live, and no longer.
    private static Optional<String> overlapProblem(Entry entry, Policy policy) {
        Duration wanted = entry.overlap();
        if (wanted == null) {
            return Optional.empty();
        }
        Duration given = Margins.overlap(policy);
        return Plan.overlapProblem(policy, wanted).or(() -> wanted.equals(given)
                ? Optional.empty()
                : Optional.of("keys verify on for " + Seconds.text(given) + ", not for " + Seconds.text(wanted)
                        + ": raise max-token-lifetime or signing-lease by the difference, or leave overlap out"));
    }

    private static <T> T checked(String property, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw wrong(property + e.getMessage());
        }
    }

    private static void positive(String property, Duration value) {
        if (!value.isPositive()) {
            throw wrong(property + " must be longer than zero, not " + value);
        }
    }

    private static RotatorConfigurationException wrong(String message) {
        return new RotatorConfigurationException(message);
    }
}
