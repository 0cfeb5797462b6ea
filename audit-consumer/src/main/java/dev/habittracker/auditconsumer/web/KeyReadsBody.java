package dev.habittracker.auditconsumer.web;

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

import dev.habittracker.auditconsumer.query.Cursor;
import dev.habittracker.auditconsumer.query.KeyRead;
import dev.habittracker.auditconsumer.query.KeyReadPage;
import dev.habittracker.auditconsumer.query.Unwrap;

/**
 * The answer's body: {@code {"path", "reads": [...], "next"}}.
 *
 * @param path what was asked for
 * @param reads newest first
 * @param next to be given as {@code before} for the next page; absent at the end
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record KeyReadsBody(String path, List<Read> reads, @Nullable String next) {

    static KeyReadsBody of(String path, KeyReadPage page) {
        return new KeyReadsBody(path, page.reads().stream().map(Read::of).toList(),
                page.next().map(Cursor::text).orElse(null));
    }

    /** One read; fields that Vault's records lack are absent. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Read(
            @Nullable String time,
            String outcome,
            @Nullable Integer version,
            @Nullable String requestId,
            @Nullable String entityId,
            @Nullable String roleName,
            @Nullable String displayName,
            @Nullable String accessor,
            @Nullable String remoteAddress,
            @Nullable String error,
            @Nullable String namespace,
            String node,
            String device,
            @Nullable UnwrapBody unwrapped) {

        static Read of(KeyRead read) {
            return new Read(read.time() == null ? null : read.time().toString(),
                    read.outcome().name().toLowerCase(Locale.ROOT).replace('_', '-'), read.version(),
                    read.requestId(), read.entityId(), read.roleName(), read.displayName(), read.accessor(),
                    read.remoteAddress(), read.error(), read.namespace(), read.node(), read.device(),
                    UnwrapBody.of(read.unwrapped()));
        }
    }

    /** Who took what a wrapped read had put aside. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record UnwrapBody(
            String time,
            @Nullable Integer version,
            @Nullable String requestId,
            @Nullable String entityId,
            @Nullable String roleName,
            @Nullable String displayName,
            @Nullable String accessor,
            @Nullable String remoteAddress) {

        static @Nullable UnwrapBody of(@Nullable Unwrap unwrap) {
            return unwrap == null
                    ? null
                    : new UnwrapBody(unwrap.time().toString(), unwrap.version(), unwrap.requestId(), unwrap.entityId(),
                            unwrap.roleName(), unwrap.displayName(), unwrap.accessor(), unwrap.remoteAddress());
        }
    }
}
