package dev.habittracker.auditconsumer.vault;

import org.jspecify.annotations.Nullable;

/**
 * Whose token it is; null where the token has none.
 *
 * @param accessorSha256 SHA-256 of its accessor, in hexadecimal: enough to tell tokens apart, and to find one whose accessor
 *         is known, and no handle to revoke it
 * @param displayName its display name
 * @param entityId its identity entity
 */
public record Caller(@Nullable String accessorSha256, @Nullable String displayName, @Nullable String entityId) {}
