package dev.habittracker.auditconsumer.query;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * When a path was last read and last written, within a time.
 *
 * @param path the path; of one longer than 500 characters those
 * @param read the last read that handed something out; null if there was none
 * @param written the last write that was carried out; null if there was none
 */
public record SecretUse(String path, @Nullable Use read, @Nullable Use written) {

    /**
     * One use.
     *
     * @param at when
     * @param requestId Vault's id of the request
     * @param entityId who, as Vault's identity entity
     * @param displayName who, as the token's display name
     * @param roleName who, as the AppRole role
     * @param remoteAddress from where
     */
    public record Use(Instant at, @Nullable String requestId, @Nullable String entityId, @Nullable String displayName,
            @Nullable String roleName, @Nullable String remoteAddress) {}
}
