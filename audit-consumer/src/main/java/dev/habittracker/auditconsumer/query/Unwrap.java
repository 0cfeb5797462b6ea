package dev.habittracker.auditconsumer.query;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Somebody took what a read had put behind a wrapping token. Whoever shows the wrapping token as his own needs no other: of
 * him the address alone is known.
 *
 * @param time when Vault answered
 * @param version the version of the secret that was handed out, where the response says so
 * @param requestId Vault's id of the request
 * @param entityId who, as Vault's identity entity
 * @param roleName who, as the AppRole role
 * @param displayName who, as the token's display name
 * @param accessor the token's accessor, hashed by the audit device
 * @param remoteAddress from where
 */
public record Unwrap(Instant time, @Nullable Integer version, @Nullable String requestId, @Nullable String entityId,
        @Nullable String roleName, @Nullable String displayName, @Nullable String accessor,
        @Nullable String remoteAddress) {}
