package dev.habittracker.habitapi.security;

import java.io.IOException;
import java.util.Objects;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.BearerTokenError;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.stereotype.Component;

import dev.habittracker.habitapi.problem.Challenge;
import dev.habittracker.habitapi.problem.ProblemWriter;
import dev.habittracker.habitapi.problem.Problems;

/// What a request without a valid token is answered: a challenge and a problem detail.
@Component
class BearerChallenge implements AuthenticationEntryPoint {

    private final ProblemWriter problems;

    BearerChallenge(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        if (failure instanceof OAuth2AuthenticationException refused
                && refused.getError() instanceof BearerTokenError error) {
            String reason = Objects.requireNonNullElse(error.getDescription(), "it is not valid");
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, Challenge.refused(error.getErrorCode(), reason));
            problems.write(request, response, Problems.tokenRefused(error.getHttpStatus(), reason));
        } else {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, Challenge.PLAIN);
            problems.write(request, response, Problems.of(HttpStatus.UNAUTHORIZED,
                    "Send a token: log in (POST /login), then add the header Authorization: Bearer <access_token>."));
        }
    }
}
