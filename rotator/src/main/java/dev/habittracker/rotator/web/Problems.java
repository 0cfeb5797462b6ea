package dev.habittracker.rotator.web;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;

import dev.habittracker.keyring.store.StoreException;
import dev.habittracker.rotator.reconcile.UnavailableException;
import dev.habittracker.rotator.reconcile.UnstorableException;
import dev.habittracker.rotator.requests.UnreadableRequestException;

/// Turns what went wrong into problem details (RFC 9457) that say what to change, without a stack trace.
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final String RETRY_AFTER_SECONDS = "5";

    @ExceptionHandler(StoreException.class)
    ResponseEntity<ProblemDetail> onStore(StoreException e) {
        return away("vault-unavailable", "Vault gives no answer; repeat the call when it does: " + e.getMessage());
    }

    @ExceptionHandler(UnavailableException.class)
    ResponseEntity<ProblemDetail> onUnavailable(UnavailableException e) {
        return away("unavailable", e.getMessage() + ". Repeat the call later; a revocation does not wait for it");
    }

    @ExceptionHandler(UnstorableException.class)
    ProblemDetail onUnstorable(UnstorableException e) {
        LOG.warn("a request was refused: {}", e.getMessage());
        return Refused.problem(HttpStatus.BAD_REQUEST, "unstorable", e.getMessage()
                + ". Leave out what is unusual: special characters, or times and numbers that are far away");
    }

    /// Repeating the call does not help, and nothing is broken: another rotator can tell.
    @ExceptionHandler(UnreadableRequestException.class)
    ProblemDetail onUnreadable(UnreadableRequestException e) {
        LOG.warn("{}: {}", e.getMessage(), e.getCause() == null ? "" : e.getCause().getClass().getSimpleName());
        return Refused.problem(HttpStatus.NOT_IMPLEMENTED, "unreadable-request", e.getMessage()
                + ", so it says nothing of it and leaves it alone. Ask a rotator of the version that took it in, or bring"
                + " this one up to date");
    }

    @ExceptionHandler(RuntimeException.class)
    ProblemDetail onAnything(RuntimeException e) {
        LOG.error("a request failed", e);
        return Refused.problem(HttpStatus.INTERNAL_SERVER_ERROR, "internal-error",
                "the rotator failed; its log says why");
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpRequestMethodNotSupported(
            HttpRequestMethodNotSupportedException e, HttpHeaders headers, HttpStatusCode status,
            WebRequest request) {
        return told(headers, HttpStatus.METHOD_NOT_ALLOWED, "method-not-allowed",
                "commands are given with POST, everything else is read with GET");
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleNoResourceFoundException(NoResourceFoundException e,
            HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return told(headers, HttpStatus.NOT_FOUND, "unknown-path", "there is nothing at this path. Commands are"
                + " POST /keyrings/{name}/ with rotate, roll-back, resume, revoke, revoke-all, accept, forget, policy or"
                + " restore; GET reads /keyrings/{name}, and below it members, rotations, rotations/{id} and"
                + " requests/{id}");
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(TypeMismatchException e, HttpHeaders headers,
            HttpStatusCode status, WebRequest request) {
        return told(headers, HttpStatus.BAD_REQUEST, "bad-request",
                e.getPropertyName() + " must be a whole number");
    }

    private static ResponseEntity<ProblemDetail> away(String type, String detail) {
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .body(Refused.problem(HttpStatus.SERVICE_UNAVAILABLE, type, detail));
    }

    private static ResponseEntity<Object> told(HttpHeaders headers, HttpStatus status, String type, String detail) {
        return ResponseEntity.status(status).headers(headers).body(Refused.problem(status, type, detail));
    }
}
