package dev.habittracker.rotator.web;

import java.net.URI;

import org.springframework.http.HttpHeaders;
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
        if (status == HttpStatus.UNAUTHORIZED) {
            getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"keyring operations\"");
        }
    }

    /// A request that cannot be understood.
    static Refused bad(String detail) {
        return new Refused(HttpStatus.BAD_REQUEST, "bad-request", detail);
    }

    /// A request that cannot be answered now, though nothing is wrong with it.
    static Refused later(String type, String detail) {
        Refused later = new Refused(HttpStatus.SERVICE_UNAVAILABLE, type, detail);
        later.getHeaders().set(HttpHeaders.RETRY_AFTER, "5");
        return later;
    }

    /// @throws Refused 404 where the keyring is not the one that this rotator keeps
    static void unlessKept(String keyring, String kept) {
        if (!keyring.equals(kept)) {
            throw new Refused(HttpStatus.NOT_FOUND, "unknown-keyring", "this rotator keeps the keyring " + kept
                    + " only: put its name into the path");
        }
    }

    static ProblemDetail problem(HttpStatus status, String type, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create("urn:habit-tracker:problem:" + type));
        problem.setTitle(type.replace('-', ' '));
        return problem;
    }
}
