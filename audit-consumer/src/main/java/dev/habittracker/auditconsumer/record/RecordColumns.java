package dev.habittracker.auditconsumer.record;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

import org.jspecify.annotations.Nullable;

/** Collects the searched fields of one record from its scalars, each named by the names on the way to it. */
final class RecordColumns {

    private @Nullable Instant time;
    private @Nullable String type;
    private @Nullable String requestId;
    private @Nullable String operation;
    private @Nullable String path;
    private @Nullable String namespaceId;
    private @Nullable String namespacePath;
    private @Nullable String mountPoint;
    private @Nullable String entityId;
    private @Nullable String displayName;
    private @Nullable String roleName;
    private @Nullable String accessor;
    private @Nullable String remoteAddress;
    private @Nullable String error;
    private @Nullable Boolean allowed;
    private @Nullable Integer secretVersion;
    private boolean secretInClear;

    void text(String name, String value) {
        secretInClear |= SecretsInClear.at(name, value);
        switch (name) {
            case "time" -> time = instant(value);
            case "type" -> type = value;
            case "error" -> error = value;
            case "auth/entity_id" -> entityId = value;
            case "auth/display_name" -> displayName = value;
            case "auth/accessor" -> accessor = value;
            case "auth/metadata/role_name" -> roleName = value;
            case "request/id" -> requestId = value;
            case "request/operation" -> operation = value;
            case "request/path" -> path = value;
            case "request/mount_point" -> mountPoint = value;
            case "request/namespace/id" -> namespaceId = value;
            case "request/namespace/path" -> namespacePath = value;
            case "request/remote_address" -> remoteAddress = value;
            default -> {
                // The other fields are kept in the JSON and in the raw line.
            }
        }
    }

    void flag(String name, boolean value) {
        if (name.equals("auth/policy_results/allowed")) {
            allowed = value;
        }
    }

    void number(String name, String value) {
        if (name.equals("response/data/metadata/version")) {
            try {
                secretVersion = Integer.valueOf(value);
            } catch (NumberFormatException e) {
                // Not a version: another engine's answer may have any number under this name.
                secretVersion = null;
            }
        }
    }

    AuditRecord columns() {
        return new AuditRecord(time, type, requestId, operation, path,
                namespacePath == null ? namespaceId : namespacePath, mountPoint, entityId, displayName, roleName,
                accessor, remoteAddress, error, allowed, secretVersion, secretInClear);
    }

    private static @Nullable Instant instant(String text) {
        try {
            OffsetDateTime time = OffsetDateTime.parse(text);
            // Four digits of a year are what RFC 3339 has; PostgreSQL's range is smaller than Java's.
            return time.getYear() < 1 || time.getYear() > 9999 ? null : time.toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
