package dev.habittracker.habitapi.problem;

import java.io.IOException;

/// The request's body goes on beyond the limit.
final class BodyTooLargeException extends IOException {

    private final long limit;

    /// @param limit in bytes
    BodyTooLargeException(long limit) {
        super("the body is larger than %d bytes".formatted(limit));
        this.limit = limit;
    }

    long limit() {
        return limit;
    }
}
