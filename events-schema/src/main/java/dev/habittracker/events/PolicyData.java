package dev.habittracker.events;

import java.time.Duration;

import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/// The policy of a keyring as an event tells it.
///
/// @param algorithm        the JWS algorithm of keys minted from now on
/// @param maxTokenLifetime `L`, the longest lifetime of a token
/// @param signingLease     how long a member may sign after its last read of the ring
/// @param poll             how often a member asks Vault, jitter included
/// @param lag              how far a standby of Vault may be behind
/// @param clockError       `S`, the bound on any one clock's error against true time
/// @param writeBudget      `W`, how long a write may take from its decision until it is sent
@JsonNaming(SnakeCaseStrategy.class)
public record PolicyData(String algorithm, Duration maxTokenLifetime, Duration signingLease, Duration poll,
        Duration lag, Duration clockError, Duration writeBudget) {}
