package dev.habittracker.habitapi.tomcat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;

import static org.assertj.core.api.Assertions.assertThat;

/// What no HTTP library would send is answered with a problem detail that repeats nothing of it.
class TomcatProblemsTest {

    private static final String REJECTED = """
            {"title":"Bad Request","status":400,"detail":"The request was rejected before it was looked at: \
            check its first line and its headers."}""";

    private static WebServer server;

    @BeforeAll
    static void start() {
        TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory(0);
        new TomcatProblems().customize(factory);
        server = factory.getWebServer();
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /habits?x=<> HTTP/1.1", "G@T / HTTP/1.1", "GET"})
    void requestLine_malformed_isAProblem(String requestLine) throws IOException {
        assertThat(answerTo(requestLine + "\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ").contains("Content-Type: application/problem+json")
                .endsWith("\r\n\r\n" + REJECTED);
    }

    @Test
    void headers_tooLarge_areAProblem() throws IOException {
        assertThat(answerTo("GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: " + "x".repeat(9_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ").endsWith("\r\n\r\n" + REJECTED);
    }

    private static String answerTo(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
