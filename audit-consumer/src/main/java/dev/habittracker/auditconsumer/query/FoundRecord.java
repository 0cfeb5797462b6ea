package dev.habittracker.auditconsumer.query;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A record that was found, without its bytes; null where Vault's record lacks something.
 *
 * @param place its place among all records, which is also its id
 * @param state what part of its line it is, such as {@code PARSED}
 * @param remark why it is not simply a record on a line of its own
 * @param time when Vault wrote it
 * @param type {@code request} or {@code response}
 * @param requestId shared by request and response
 * @param operation such as {@code read}
 * @param path of the request
 * @param namespace of the request
 * @param mountPoint the mount that served it
 * @param mountType its type
 * @param entityId who, as Vault's identity entity
 * @param displayName who, as the token's display name
 * @param roleName who, as the AppRole role
 * @param accessor the token's accessor, hashed
 * @param policies the token's policies
 * @param remoteAddress from where
 * @param error Vault's error
 * @param allowed what Vault's policies said
 * @param secretVersion of KV v2, the version that was handed out or written
 * @param origin where it stood
 * @param json the record as JSON; null unless it is complete
 */
public record FoundRecord(
        Cursor place,
        String state,
        @Nullable String remark,
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
        List<String> policies,
        @Nullable String remoteAddress,
        @Nullable String error,
        @Nullable Boolean allowed,
        @Nullable Integer secretVersion,
        Origin origin,
        @Nullable String json) {

    /** @throws NullPointerException if a policy is null */
    public FoundRecord {
        policies = List.copyOf(policies);
    }

    /**
     * Where a record stood.
     *
     * @param node the Vault node
     * @param device the audit device
     * @param file inode and digest of the first line of the file
     * @param start offset of its line in the file
     * @param end offset behind its line
     * @param sha256 digest of the line, in hexadecimal
     */
    public record Origin(String node, String device, String file, long start, long end, String sha256) {}
}
