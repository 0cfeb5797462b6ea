package dev.habittracker.habitapi.web;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/// A client of the running service, over HTTP.
record Client(int port, @Nullable String token) {

    static final String PASSWORD = "correct horse battery";

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    static Client of(int port) {
        return new Client(port, null);
    }

    /// A new user, logged in.
    static Client loggedIn(int port) {
        Client nobody = of(port);
        String username = newUsername();
        nobody.post("/register", credentials(username, PASSWORD));
        return nobody.with(nobody.post("/login", credentials(username, PASSWORD)).text("access_token"));
    }

    static String newUsername() {
        return "user-" + UUID.randomUUID().toString().substring(0, 13);
    }

    static String credentials(String username, String password) {
        return """
                {"username": "%s", "password": "%s"}""".formatted(username, password);
    }

    Client with(String other) {
        return new Client(port, other);
    }

    Answer get(String path) {
        return send(request(path).GET());
    }

    Answer delete(String path) {
        return send(request(path).DELETE());
    }

    Answer post(String path, String json) {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    /// Waits until the service takes requests.
    void awaitReady() {
        Awaitility.await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(get("/actuator/health/readiness").status()).isEqualTo(200));
    }

    /// A request to the path, with the token where there is one.
    HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)));
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException failed) {
            throw new IllegalStateException("no answer: " + failed, failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public String toString() {
        return "Client[port=%d]".formatted(port);
    }
}
