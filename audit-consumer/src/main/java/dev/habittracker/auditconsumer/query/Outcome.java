package dev.habittracker.auditconsumer.query;

import org.jspecify.annotations.Nullable;

/** What became of a read, as far as the records tell. */
public enum Outcome {
    /** The secret was handed out. */
    READ,
    /** The secret was put behind a wrapping token; whoever unwraps that reads it. */
    WRAPPED,
    /** There is no such secret or version, or it was deleted. */
    NOT_FOUND,
    /** Vault refused. */
    DENIED,
    /** Vault answered with another error. */
    FAILED,
    /** Vault recorded the request and no response: it may have been carried out. */
    UNANSWERED,
    /** The record of the response is damaged: it may have been carried out. */
    UNKNOWN;

    private static final String PERMISSION_DENIED = "permission denied";

    /**
     * What the response says.
     *
     * @param response null if there is none
     */
    public static Outcome of(@Nullable Response response) {
        if (response == null) {
            return UNANSWERED;
        }
        if (response.error() != null) {
            boolean denied = Boolean.FALSE.equals(response.allowed()) || response.error().contains(PERMISSION_DENIED);
            return denied ? DENIED : FAILED;
        }
        if (!response.complete()) {
            return UNKNOWN;
        }
        if (response.wrapped()) {
            return WRAPPED;
        }
        return response.hasData() ? READ : NOT_FOUND;
    }

    /**
     * What is needed of a response record.
     *
     * @param complete false if the record is a fragment
     * @param error the record's error
     * @param allowed what Vault's policies said
     * @param wrapped true if the answer was a wrapping token
     * @param hasData true if the answer had data; a deleted version of KV v2 has none
     */
    public record Response(boolean complete, @Nullable String error, @Nullable Boolean allowed, boolean wrapped,
            boolean hasData) {}
}
