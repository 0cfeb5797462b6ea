package dev.habittracker.auditconsumer.query;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * One read of a path, put together from the records of its request and its response.
 *
 * @param time when Vault recorded the request; of the response where only that is known
 * @param outcome what became of it
 * @param version the version of the secret that was handed out, where the response says so
 * @param requestId Vault's id of the request
 * @param path what was read
 * @param namespace the namespace it was read in
 * @param entityId who, as Vault's identity entity
 * @param roleName who, as the AppRole role
 * @param displayName who, as the token's display name
 * @param accessor the token's accessor, hashed by the audit device
 * @param remoteAddress from where
 * @param error Vault's error
 * @param node the Vault node
 * @param device the audit device
 * @param unwrapped who unwrapped it, of a read whose outcome is {@link Outcome#WRAPPED}; null if nobody did
 */
public record KeyRead(
        @Nullable Instant time,
        Outcome outcome,
        @Nullable Integer version,
        @Nullable String requestId,
        String path,
        @Nullable String namespace,
        @Nullable String entityId,
        @Nullable String roleName,
        @Nullable String displayName,
        @Nullable String accessor,
        @Nullable String remoteAddress,
        @Nullable String error,
        String node,
        String device,
        @Nullable Unwrap unwrapped) {

    /** The same, unwrapped. */
    public KeyRead unwrappedBy(Unwrap unwrap) {
        return new KeyRead(time, outcome, version, requestId, path, namespace, entityId, roleName, displayName,
                accessor,
                remoteAddress, error, node, device, unwrap);
    }
}
