package dev.habittracker.events;

import java.time.Duration;

import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/// A key, named without its material.
///
/// @param kid              the key's id: epoch, version, random
/// @param algorithm        the JWS algorithm (RFC 7518, RFC 8037) the key is for, such as `ES256`
/// @param maxTokenLifetime the longest lifetime of a token that this key signs
@JsonNaming(SnakeCaseStrategy.class)
public record KeyRef(String kid, String algorithm, Duration maxTokenLifetime) {}
