package dev.habittracker.rotator.web;

import java.net.URI;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/// A request that is answered with a problem detail.
final class Refused extends ErrorResponseException {

    private static final long serialVersionUID = 1L;

    /// @param status the HTTP status
    /// @param type   the kind of problem, such as `unknown-keyring`
    /// @param detail what is wrong and what to change
    Refused(HttpStatus status, String type, String detail) {
        super(status, problem(status, type, detail), null);
    }

    static ProblemDetail problem(HttpStatus status, String type, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create("urn:habit-tracker:problem:" + type));
        problem.setTitle(type.replace('-', ' '));
        return problem;
    }
}
