package dev.habittracker.keyring.spring;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import dev.habittracker.keyring.ring.Timing;

/// The bounds that this process keeps. The ring's policy counts on its own; a process that is configured slower is not
/// ready.
///
/// @param poll        how often Vault is asked for a newer ring
/// @param lag         how far a standby of Vault may be behind
/// @param clockError  the bound on any one clock's error
/// @param writeBudget how old a decision may be when it is sent
@ConfigurationProperties("keyring.timing")
public record KeyringTimingProperties(@DefaultValue("15s") Duration poll, @DefaultValue("5s") Duration lag,
        @DefaultValue("5s") Duration clockError, @DefaultValue("5s") Duration writeBudget) {

    /// The bounds.
    ///
    /// @throws IllegalArgumentException naming the property to change
    Timing toTiming() {
        try {
            return new Timing(poll, lag, clockError, writeBudget);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("keyring.timing." + e.getMessage(), e);
        }
    }
}
