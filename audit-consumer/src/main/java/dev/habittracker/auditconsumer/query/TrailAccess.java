package dev.habittracker.auditconsumer.query;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Somebody looked at the audit trail.
 *
 * @param id of the entry; 0 before it is written
 * @param at when
 * @param question which question
 * @param parameters the question's, as in the address
 * @param accessorSha256 SHA-256 of the accessor of the token
 * @param displayName the token's display name
 * @param entityId the token's identity entity
 * @param rows how many records were shown; null while they are being sent, and where that broke off
 */
public record TrailAccess(long id, Instant at, String question, String parameters, @Nullable String accessorSha256,
        @Nullable String displayName, @Nullable String entityId, @Nullable Long rows) {}
