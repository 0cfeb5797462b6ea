package dev.habittracker.auditconsumer.query;

import org.jspecify.annotations.Nullable;

/**
 * Which records are asked for: those that meet all of these; null does not matter.
 *
 * @param window of which time
 * @param path exactly this path
 * @param pathPrefix paths that begin so
 * @param operation such as {@code read}
 * @param type {@code request} or {@code response}
 * @param entity the identity entity of the token
 * @param accessor the token's accessor, as the audit device hashed it
 * @param address from where, without the port
 * @param result what became of it
 * @param contains bytes of the record as Vault wrote it have this text
 */
public record RecordFilter(
        Window window,
        @Nullable String path,
        @Nullable String pathPrefix,
        @Nullable String operation,
        @Nullable String type,
        @Nullable String entity,
        @Nullable String accessor,
        @Nullable String address,
        @Nullable Result result,
        @Nullable String contains) {

    /** What became of a request, as far as one record says. */
    public enum Result {
        /** The record has no error. */
        OK,
        /** Vault refused: its policies, or for want of a valid token. */
        DENIED,
        /** Another error. */
        ERROR
    }

    /** All records of a time. */
    public static RecordFilter of(Window window) {
        return new RecordFilter(window, null, null, null, null, null, null, null, null, null);
    }
}
