package dev.habittracker.habitapi.web;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/// What no HTTP library would send.
class WireIT extends RunningApi {

    private static final String REJECTED = """
            {"title":"Bad Request","status":400,"detail":"The request was rejected before it was looked at: \
            check its first line and its headers."}""";

    @ParameterizedTest
    @ValueSource(strings = {"GET /habits?x=<> HTTP/1.1", "GET /habits/%zz HTTP/1.1", "G@T / HTTP/1.1", "GET",
            "GET /../../etc/passwd HTTP/1.1"})
    void requestLine_malformed_isAProblemAndRepeatsNothing(String requestLine) throws Exception {
        try (RawConnection connection = new RawConnection(nobody().port())) {
            connection.send(requestLine + "\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            assertThat(connection.readAll()).startsWith("HTTP/1.1 400 ")
                    .contains("Content-Type: application/problem+json")
                    .endsWith("\r\n\r\n" + REJECTED);
        }
    }

    @Test
    void requestLine_unknownHttpVersion_isAProblem() throws Exception {
        try (RawConnection connection = new RawConnection(nobody().port())) {
            connection.send("GET /habits HTTP/9.9\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            assertThat(connection.readAll()).startsWith("HTTP/1.1 505 ").endsWith("""
                    {"title":"HTTP Version not supported","status":505,\
                    "detail":"The server could not work on this request."}""");
        }
    }

    @Test
    void headers_tooLarge_areAProblem() throws Exception {
        try (RawConnection connection = new RawConnection(nobody().port())) {
            connection.send("GET /habits HTTP/1.1\r\nHost: localhost\r\nX-Long: " + "x".repeat(9000) + "\r\n\r\n");
            assertThat(connection.readAll()).startsWith("HTTP/1.1 400 ").endsWith("\r\n\r\n" + REJECTED);
        }
    }
}
