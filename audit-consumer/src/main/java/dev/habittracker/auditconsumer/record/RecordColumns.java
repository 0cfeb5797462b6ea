package dev.habittracker.auditconsumer.record;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** Collects the searched fields of one record from its scalars, each named by the names on the way to it. */
final class RecordColumns {

    private static final Pattern ADDRESS_AND_PORT = Pattern
            .compile("([0-9]{1,3}(?:\\.[0-9]{1,3}){3}):[0-9]{1,5}|\\[([0-9A-Fa-f:.%]+)]:[0-9]{1,5}");

    private @Nullable Instant time;
    private @Nullable String type;
    private @Nullable String requestId;
    private @Nullable String operation;
    private @Nullable String path;
    private @Nullable String namespaceId;
    private @Nullable String namespacePath;
    private @Nullable String mountPoint;
    private @Nullable String mountType;
    private @Nullable String entityId;
    private @Nullable String displayName;
    private @Nullable String roleName;
    private @Nullable String accessor;
    private @Nullable String requestAccessor;
    private @Nullable String token;
    private @Nullable String requestToken;
    private @Nullable String wrappingToken;
    private @Nullable String shownToken;
    private final List<String> policies = new ArrayList<>();
    private @Nullable String remoteAddress;
    private @Nullable String error;
    private @Nullable Boolean allowed;
    private @Nullable Integer readVersion;
    private @Nullable Integer writtenVersion;
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
            case "auth/client_token" -> token = value;
            case "auth/policies/[]" -> policies.add(value);
            case "auth/metadata/role_name" -> roleName = value;
            case "request/id" -> requestId = value;
            case "request/operation" -> operation = value;
            case "request/path" -> path = value;
            case "request/mount_point" -> mountPoint = value;
            case "request/mount_type" -> mountType = value;
            case "request/client_token" -> requestToken = value;
            case "request/client_token_accessor" -> requestAccessor = value;
            case "request/data/token" -> shownToken = value;
            case "response/wrap_info/token" -> wrappingToken = value;
            case "request/namespace/id" -> namespaceId = value;
            case "request/namespace/path" -> namespacePath = value;
            case "request/remote_address" -> remoteAddress = withoutPort(value);
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
        switch (name) {
            case "response/data/metadata/version" -> readVersion = version(value);
            case "response/data/version" -> writtenVersion = version(value);
            default -> {
                // The other numbers are kept in the JSON and in the raw line.
            }
        }
    }

    AuditRecord columns() {
        // Other engines' answers may have a version of something else.
        Integer written = "kv".equals(mountType) ? writtenVersion : null;
        return new AuditRecord(time, type, requestId, operation, path,
                namespacePath == null ? namespaceId : namespacePath, mountPoint, mountType, entityId, displayName,
                roleName, accessor == null ? requestAccessor : accessor, token == null ? requestToken : token,
                wrappingToken, shownToken, policies, remoteAddress, error, allowed,
                readVersion == null ? written : readVersion, secretInClear);
    }

    private static @Nullable Integer version(String value) {
        try {
            return Integer.valueOf(value);
        } catch (NumberFormatException e) {
            // Not a version: another engine's answer may have any number under this name.
            return null;
        }
    }

    /** Some versions of Vault write {@code 10.0.0.1:4711} or {@code [::1]:4711}. */
    private static String withoutPort(String address) {
        Matcher withPort = ADDRESS_AND_PORT.matcher(address);
        return withPort.matches() ? Objects.requireNonNullElse(withPort.group(1), withPort.group(2)) : address;
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
