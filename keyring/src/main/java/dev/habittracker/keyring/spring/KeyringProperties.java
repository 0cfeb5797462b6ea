package dev.habittracker.keyring.spring;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Which keyring, and what this service does with it.
///
/// @param name             the keyring's name
/// @param service          the service's name in statuses; `spring.application.name` where absent
/// @param maxTokenLifetime the longest lifetime that this service asks for; absent, the ring's keys alone say
/// @param signingLease     how long a secret that no rotator took into a ring signs after a read
/// @param tokensWithoutKid whether tokens that name no key are tried against the symmetric keys
/// @param refreshWait      how long a token of a newer key waits for the ring
@ConfigurationProperties("keyring")
public record KeyringProperties(@DefaultValue("habit-tracker") String name, @Nullable String service,
        @Nullable Duration maxTokenLifetime, @DefaultValue("1h") Duration signingLease,
        @DefaultValue("true") boolean tokensWithoutKid, @DefaultValue("2s") Duration refreshWait) {}
