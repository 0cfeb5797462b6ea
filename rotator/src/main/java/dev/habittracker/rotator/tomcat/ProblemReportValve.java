package dev.habittracker.rotator.tomcat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/// Answers what is not even HTTP (a malformed request line, say) with a problem detail, where Tomcat has an HTML page.
final class ProblemReportValve extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        int status = response.getStatus();
        if (status < HttpStatus.BAD_REQUEST.value() || response.getContentWritten() > 0
                || !response.setErrorReported()) {
            return;
        }
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        try {
            Writer writer = response.getReporter();
            if (writer != null) {
                writer.write(problem(status));
                response.finishResponse();
            }
        } catch (IOException clientIsGone) {
            throw new UncheckedIOException(clientIsGone);
        }
    }

    /// Nothing that was sent is repeated, so nothing needs to be escaped.
    static String problem(int status) {
        HttpStatus known = HttpStatus.resolve(status);
        return """
                {"title":"%s","status":%d,"detail":"%s"}""".formatted(
                known == null ? "Error" : known.getReasonPhrase(), status,
                status < HttpStatus.INTERNAL_SERVER_ERROR.value()
                        ? "The request was rejected before it was looked at: check its first line and its headers."
                        : "The server could not work on this request.");
    }
}
