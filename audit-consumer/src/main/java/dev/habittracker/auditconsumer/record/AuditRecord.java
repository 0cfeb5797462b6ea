package dev.habittracker.auditconsumer.record;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The fields of an audit record that are searched for; null where the record lacks one, which Vault's records may for
 * every one of them. Texts are as PostgreSQL can hold them ({@link PostgresText}). Strings that Vault replaced by
 * {@code hmac-sha256:...} stay so.
 *
 * @param time when Vault wrote it
 * @param type {@code request}, {@code response}, or anything else that Vault may write
 * @param requestId shared by request and response
 * @param operation {@code read}, {@code update}, ...
 * @param path the path of the request, without {@code /v1/}
 * @param namespace the namespace's path, or its id where the record has no path
 * @param mountPoint the mount that served it
 * @param mountType its type, such as {@code kv}
 * @param entityId the identity entity of the token
 * @param displayName the token's display name
 * @param roleName {@code auth.metadata.role_name}, which AppRole sets
 * @param accessor the token's accessor, hashed
 * @param token the token, hashed
 * @param wrappingToken the wrapping token that the answer was put behind, hashed
 * @param shownToken {@code request.data.token}: the token that a request is about, such as one to unwrap, hashed
 * @param policies the token's policies
 * @param remoteAddress without the port that some versions of Vault write behind it
 * @param error the error text
 * @param allowed {@code auth.policy_results.allowed}
 * @param secretVersion of KV v2, the version that was handed out or written
 * @param hasSecretInClear true if the audit device did not hash; see {@link SecretsInClear}
 */
public record AuditRecord(
        @Nullable Instant time,
        @Nullable String type,
        @Nullable String requestId,
        @Nullable String operation,
        @Nullable String path,
        @Nullable String namespace,
        @Nullable String mountPoint,
        @Nullable String mountType,
        @Nullable String entityId,
        @Nullable String displayName,
        @Nullable String roleName,
        @Nullable String accessor,
        @Nullable String token,
        @Nullable String wrappingToken,
        @Nullable String shownToken,
        List<String> policies,
        @Nullable String remoteAddress,
        @Nullable String error,
        @Nullable Boolean allowed,
        @Nullable Integer secretVersion,
        boolean hasSecretInClear) {

    /** A record of which nothing is known. */
    public static final AuditRecord UNKNOWN = new RecordColumns().columns();

    /** @throws NullPointerException if a policy is null */
    public AuditRecord {
        policies = List.copyOf(policies);
    }

    /** True if it has what each of Vault's records has, and an object inside of one has not: a time and a type. */
    public boolean hasTimeAndType() {
        return time != null && type != null;
    }
}
