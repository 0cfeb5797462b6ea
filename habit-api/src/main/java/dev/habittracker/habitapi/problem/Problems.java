package dev.habittracker.habitapi.problem;

import java.time.Duration;
import java.util.List;

import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;

import dev.habittracker.habitapi.input.Refusal;

/// The problem details of this service. Their `type` is `about:blank`: the status says which kind, `detail` says what
/// to change.
public final class Problems {

    private Problems() {}

    public static ProblemDetail of(HttpStatusCode status, String detail) {
        return ProblemDetail.forStatusAndDetail(status, detail);
    }

    /// 400 with the member `errors`: a list of `{"field", "message"}`.
    public static ProblemDetail refused(List<Refusal> refusals) {
        ProblemDetail problem = of(HttpStatus.BAD_REQUEST,
                "Change the fields named in errors and send the request again.");
        problem.setProperty("errors", refusals);
        return problem;
    }

    /// A token came and was refused, with this status: 401, or 400 where it did not even look like one.
    public static ProblemDetail tokenRefused(HttpStatusCode status, String reason) {
        return of(status, "The token was refused: %s. Log in again (POST /login) and send the new token."
                .formatted(Challenge.printable(reason)));
    }

    /// Whole seconds, rounded up, at least one: `Retry-After` knows nothing smaller.
    public static String retryAfter(Duration wait) {
        return Long.toString(Math.max(1, wait.plusMillis(999).toSeconds()));
    }
}
