package dev.habittracker.keyring.spring;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;

import dev.habittracker.keyring.jwt.KeyringUnavailableException;

/// Answers [KeyringUnavailableException] with 503, `Retry-After` and a problem (RFC 9457), wherever it comes from: Spring
/// Security's filters, which let it through since it is no `AuthenticationException`, or a controller. It stands before
/// both.
public final class KeyringUnavailableFilter implements Filter {

    private static final int LONGEST_CHAIN = 10;

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            chain.doFilter(request, response);
        } catch (RuntimeException | ServletException e) {
            KeyringUnavailableException unavailable = in(e);
            if (unavailable == null || response.isCommitted()) {
                throw e;
            }
            answer((HttpServletResponse) response, unavailable);
        }
    }

    private static void answer(HttpServletResponse response, KeyringUnavailableException unavailable)
            throws IOException {
        long seconds = unavailable.retryAfterSeconds();
        byte[] problem = """
                {"type":"about:blank","title":"Service Unavailable","status":503,\
                "detail":"The signing keys are not at hand at this moment. Try again in %d s."}"""
                .formatted(seconds).getBytes(StandardCharsets.UTF_8);
        response.resetBuffer();
        response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setHeader("Retry-After", Long.toString(seconds));
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("application/problem+json");
        response.setContentLength(problem.length);
        response.getOutputStream().write(problem);
    }

    private static @Nullable KeyringUnavailableException in(Throwable failure) {
        Throwable at = failure;
        for (int depth = 0; at != null && depth < LONGEST_CHAIN; depth++) {
            if (at instanceof KeyringUnavailableException unavailable) {
                return unavailable;
            }
            at = at.getCause();
        }
        return null;
    }
}
