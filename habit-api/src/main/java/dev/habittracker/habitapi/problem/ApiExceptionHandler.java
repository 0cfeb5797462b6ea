package dev.habittracker.habitapi.problem;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.BearerTokenErrorCodes;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

import dev.habittracker.habitapi.account.UnknownUserException;
import dev.habittracker.habitapi.account.UsernameTakenException;
import dev.habittracker.habitapi.account.WrongCredentialsException;
import dev.habittracker.habitapi.habit.UnknownHabitException;
import dev.habittracker.habitapi.input.Refusal;
import dev.habittracker.habitapi.input.RefusedInputException;
import dev.habittracker.habitapi.password.PasswordQueueFullException;
import dev.habittracker.keyring.jwt.KeyringUnavailableException;

/// What each exception of a controller is answered.
@RestControllerAdvice
class ApiExceptionHandler extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ApiExceptionHandler.class);

    private static final Supplier<ProblemDetail> NO_SUCH_HABIT = () -> Problems.of(HttpStatus.NOT_FOUND,
            "You have no habit with this id: GET /habits lists yours.");
    private static final String NO_SUCH_USER = "the token's sub is not the id of a user of this service";
    private static final Duration DATABASE_RETRY = Duration.ofSeconds(5);
    private static final Duration PASSWORD_RETRY = Duration.ofSeconds(1);

    @ExceptionHandler
    ProblemDetail refused(RefusedInputException refused) {
        return Problems.refused(refused.refusals());
    }

    @ExceptionHandler
    ProblemDetail usernameTaken(UsernameTakenException taken) {
        return Problems.of(HttpStatus.CONFLICT, "This username is taken: choose another one.");
    }

    @ExceptionHandler
    ProblemDetail unknownHabit(UnknownHabitException unknown) {
        return NO_SUCH_HABIT.get();
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> wrongCredentials(WrongCredentialsException wrong) {
        return unauthorized(Challenge.PLAIN,
                Problems.of(HttpStatus.UNAUTHORIZED, "No user has this username and password."));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unknownUser(UnknownUserException unknown) {
        return unauthorized(Challenge.refused(BearerTokenErrorCodes.INVALID_TOKEN, NO_SUCH_USER),
                Problems.tokenRefused(HttpStatus.UNAUTHORIZED, NO_SUCH_USER));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> passwordQueueFull(PasswordQueueFullException full) {
        return later(PASSWORD_RETRY, Problems.of(HttpStatus.SERVICE_UNAVAILABLE,
                "Too many log-ins at the moment: repeat the request after Retry-After."));
    }

    @ExceptionHandler({DataAccessResourceFailureException.class, TransientDataAccessException.class,
            CannotCreateTransactionException.class})
    ResponseEntity<ProblemDetail> databaseUnavailable(RuntimeException failure) {
        log.warn("database unavailable: {}", failure.getClass().getSimpleName());
        return later(DATABASE_RETRY, Problems.of(HttpStatus.SERVICE_UNAVAILABLE,
                "The database is out of reach at the moment: repeat the request after Retry-After."));
    }

    /// Left to the filters: those of Spring Security (401, 403), and that of `keyring`, which answers 503 with
    /// Retry-After where no key is at hand.
    @ExceptionHandler({AuthenticationException.class, AccessDeniedException.class, KeyringUnavailableException.class})
    void ofTheFilters(RuntimeException failure) {
        throw failure;
    }

    @ExceptionHandler
    ProblemDetail unexpected(Exception failure) {
        log.error("unexpected failure of a request", failure);
        return Problems.of(HttpStatus.INTERNAL_SERVER_ERROR,
                "The service failed at this request. It is not to blame on what was sent; the log has the cause.");
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(HttpMessageNotReadableException unreadable,
            HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ProblemDetail problem = UnreadableBody.explain(unreadable);
        return handleExceptionInternal(unreadable, problem, headers, HttpStatusCode.valueOf(problem.getStatus()),
                request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(TypeMismatchException mismatch, HttpHeaders headers,
            HttpStatusCode status, WebRequest request) {
        if (mismatch instanceof MethodArgumentTypeMismatchException argument
                && argument.getParameter().hasParameterAnnotation(PathVariable.class)) {
            return handleExceptionInternal(mismatch, NO_SUCH_HABIT.get(), headers, HttpStatus.NOT_FOUND, request);
        }
        Refusal refusal = new Refusal(String.valueOf(mismatch.getPropertyName()), expectation(mismatch));
        return handleExceptionInternal(mismatch, Problems.refused(List.of(refusal)), headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMediaTypeNotSupported(
            HttpMediaTypeNotSupportedException unsupported, HttpHeaders headers, HttpStatusCode status,
            WebRequest request) {
        ProblemDetail problem = Problems.of(status, "Send JSON, with the header Content-Type: application/json.");
        return handleExceptionInternal(unsupported, problem, headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMediaTypeNotAcceptable(
            HttpMediaTypeNotAcceptableException unacceptable, HttpHeaders headers, HttpStatusCode status,
            WebRequest request) {
        ProblemDetail problem = Problems.of(status,
                "The answer is JSON: let the header Accept allow application/json.");
        return handleExceptionInternal(unacceptable, problem, headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpRequestMethodNotSupported(
            HttpRequestMethodNotSupportedException unsupported, HttpHeaders headers, HttpStatusCode status,
            WebRequest request) {
        ProblemDetail problem = Problems.of(status,
                "This path does not take %s; the header Allow lists what it takes.".formatted(unsupported.getMethod()));
        return handleExceptionInternal(unsupported, problem, headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleNoHandlerFoundException(NoHandlerFoundException nothing,
            HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return handleExceptionInternal(nothing, Problems.of(status, "Nothing is served at this path."), headers, status,
                request);
    }

    private static String expectation(TypeMismatchException mismatch) {
        Class<?> type = mismatch.getRequiredType();
        if (type == java.util.UUID.class) {
            return "must be an id (a UUID)";
        }
        if (type == java.time.LocalDate.class) {
            return "must be a date such as 2026-03-31";
        }
        return type == int.class ? "must be a whole number" : "has a value of the wrong type";
    }

    private static ResponseEntity<ProblemDetail> unauthorized(String challenge, ProblemDetail problem) {
        return ResponseEntity.status(problem.getStatus())
                .header(HttpHeaders.WWW_AUTHENTICATE, challenge)
                .body(problem);
    }

    private static ResponseEntity<ProblemDetail> later(Duration wait, ProblemDetail problem) {
        return ResponseEntity.status(problem.getStatus())
                .header(HttpHeaders.RETRY_AFTER, Problems.retryAfter(wait))
                .body(problem);
    }
}
