package dev.habittracker.auditconsumer.web;

import java.net.URI;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Errors as problem details after RFC 9457, each saying what to change, none with a stack trace or a token. */
@RestControllerAdvice
final class Problems extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final String RETRY_SECONDS = "5";

    @ExceptionHandler
    ResponseEntity<ProblemDetail> badParameter(BadParameterException e) {
        ProblemDetail problem = problem(HttpStatus.BAD_REQUEST, "bad-parameter", e.getMessage());
        problem.setProperty("parameter", e.parameter());
        return ResponseEntity.of(problem).build();
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> access(AccessException e) {
        ResponseEntity.HeadersBuilder<?> answer = ResponseEntity
                .of(problem(e.kind().status(), e.kind().type(), e.getMessage()));
        switch (e.kind()) {
            case TOKEN_MISSING -> answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            case VAULT_UNAVAILABLE -> answer.header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
            case NOT_ALLOWED -> {
                // Nothing but the detail helps.
            }
        }
        return answer.build();
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> noSuchRecord(NoSuchRecordException e) {
        return ResponseEntity.of(problem(HttpStatus.NOT_FOUND, "no-such-record", e.getMessage())).build();
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> tooMuch(QueryTimeoutException e) {
        LOG.warn("a question took too long and was given up");
        return ResponseEntity.of(problem(HttpStatus.SERVICE_UNAVAILABLE, "too-much",
                "the question took too long: ask for less time with 'from' and 'to', or for something that has an"
                        + " index: path, path_prefix, entity, accessor, address"))
                .build();
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> database(DataAccessException e) {
        LOG.error("a question could not be answered by the database", e);
        return ResponseEntity.of(problem(HttpStatus.SERVICE_UNAVAILABLE, "database-unavailable",
                "the database does not answer just now")).header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS).build();
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unexpected(RuntimeException e) {
        LOG.error("a request failed unexpectedly", e);
        return ResponseEntity.of(problem(HttpStatus.INTERNAL_SERVER_ERROR, "internal",
                "the request failed; the service's log says why")).build();
    }

    private static ProblemDetail problem(
            HttpStatus status,
            String type,
            @Nullable String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, String.valueOf(detail));
        problem.setType(URI.create("urn:habit-tracker:problem:" + type));
        return problem;
    }
}
