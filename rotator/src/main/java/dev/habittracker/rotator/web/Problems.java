package dev.habittracker.rotator.web;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

import dev.habittracker.keyring.store.StoreException;
import dev.habittracker.rotator.reconcile.UnavailableException;

/// Turns what went wrong into problem details, without a stack trace.
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    @ExceptionHandler(StoreException.class)
    ProblemDetail onStore(StoreException e) {
        return Refused.problem(HttpStatus.SERVICE_UNAVAILABLE, "vault-unavailable",
                "Vault gives no answer; repeat the call when it does: " + e.getMessage());
    }

    @ExceptionHandler(UnavailableException.class)
    ProblemDetail onUnavailable(UnavailableException e) {
        return Refused.problem(HttpStatus.SERVICE_UNAVAILABLE, "unavailable", String.valueOf(e.getMessage()));
    }

    @ExceptionHandler(IllegalArgumentException.class)
    ProblemDetail onIllegal(IllegalArgumentException e) {
        return Refused.problem(HttpStatus.BAD_REQUEST, "bad-request", String.valueOf(e.getMessage()));
    }

    @ExceptionHandler(RuntimeException.class)
    ProblemDetail onAnything(RuntimeException e) {
        LOG.error("a request failed", e);
        return Refused.problem(HttpStatus.INTERNAL_SERVER_ERROR, "internal-error",
                "the rotator failed; its log says why");
    }

    @Override
    protected org.springframework.http.ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, org.springframework.http.HttpHeaders headers,
            org.springframework.http.HttpStatusCode status,
            org.springframework.web.context.request.WebRequest request) {
        return org.springframework.http.ResponseEntity.badRequest().body(Refused.problem(HttpStatus.BAD_REQUEST,
                "malformed-body", "the body is not JSON: send a JSON object, or nothing"));
    }
}
