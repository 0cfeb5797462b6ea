package dev.habittracker.auditconsumer.web;

import java.io.IOException;

import jakarta.servlet.http.HttpServletResponse;

/**
 * An answer broke off after its beginning had been sent. Nothing can be said any more; the connection ends without the
 * answer's end, by which a client knows that it is not whole.
 */
final class BrokenOffException extends IOException {

    private static final long serialVersionUID = 1L;

    private BrokenOffException(Throwable cause) {
        super("an answer broke off", cause);
    }

    /** Throws the cause itself where nothing was sent yet. */
    static BrokenOffException of(HttpServletResponse response, RuntimeException cause) {
        if (response.isCommitted()) {
            return new BrokenOffException(cause);
        }
        response.reset();
        throw cause;
    }
}
