package dev.habittracker.habitapi.security;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.BearerTokenError;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.stereotype.Component;

import dev.habittracker.habitapi.problem.ProblemWriter;
import dev.habittracker.habitapi.problem.Problems;

/// What a request without a valid token is answered: the challenge of RFC 6750, section 3, and a problem detail.
@Component
public class BearerChallenge implements AuthenticationEntryPoint {

    /// The challenge where no token came. RFC 6750 wants no error code there.
    public static final String PLAIN = "Bearer realm=\"habit-api\"";

    private final ProblemWriter problems;

    BearerChallenge(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        if (failure instanceof KeysUnavailableException unavailable) {
            problems.write(request, response, Problems.keysUnavailable(), unavailable.retryAfter());
        } else if (failure instanceof OAuth2AuthenticationException refused
                && refused.getError() instanceof BearerTokenError error) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "%s, error=\"%s\", error_description=\"%s\""
                    .formatted(PLAIN, error.getErrorCode(), printable(error.getDescription())));
            problems.write(request, response, Problems.of(error.getHttpStatus(),
                    "The token was refused: %s. Log in again (POST /login) and send the new token."
                            .formatted(printable(error.getDescription()))));
        } else {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, PLAIN);
            problems.write(request, response, Problems.of(HttpStatus.UNAUTHORIZED,
                    "Send a token: log in (POST /login), then add the header Authorization: Bearer <access_token>."));
        }
    }

    /// RFC 6750 allows neither quotes nor backslashes in the description.
    private static String printable(@Nullable String description) {
        return description == null
                ? "invalid token"
                : description.replaceAll("[^\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]", "'");
    }
}
