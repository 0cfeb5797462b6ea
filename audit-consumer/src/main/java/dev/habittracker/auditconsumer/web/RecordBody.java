package dev.habittracker.auditconsumer.web;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;

import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

import dev.habittracker.auditconsumer.query.FoundRecord;

/** One record; fields that Vault's record lacks are absent. {@code record} is the record itself, where it is asked for. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record RecordBody(
        String id,
        String state,
        @Nullable String remark,
        @Nullable String time,
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
        String node,
        String device,
        String file,
        long lineStart,
        long lineEnd,
        String lineSha256,
        @JsonRawValue @Nullable String record) {

    static RecordBody of(FoundRecord found) {
        Instant time = found.time();
        FoundRecord.Origin origin = found.origin();
        return new RecordBody(found.place().text(), found.state().toLowerCase(Locale.ROOT), found.remark(),
                time == null ? null : time.toString(), found.type(), found.requestId(), found.operation(),
                found.path(), found.namespace(), found.mountPoint(), found.mountType(), found.entityId(),
                found.displayName(), found.roleName(), found.accessor(), found.policies(), found.remoteAddress(),
                found.error(), found.allowed(), found.secretVersion(), origin.node(), origin.device(), origin.file(),
                origin.start(), origin.end(), origin.sha256(), found.json());
    }
}
