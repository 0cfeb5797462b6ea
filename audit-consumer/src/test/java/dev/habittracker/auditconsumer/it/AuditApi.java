package dev.habittracker.auditconsumer.it;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Somebody who asks the running service.
 *
 * @param token shown in {@code X-Vault-Token}; null for none
 */
record AuditApi(int port, @Nullable String token) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();

    /** What the service answered. */
    record Answer(int status, HttpHeaders headers, String body) {

        JsonNode json() {
            return JSON.readTree(body);
        }

        List<JsonNode> reads() {
            return list("reads");
        }

        List<JsonNode> list(String name) {
            return json().required(name).valueStream().toList();
        }

        String detail() {
            return json().required("detail").asString();
        }

        String header(String name) {
            return headers.firstValue(name).orElse("");
        }
    }

    AuditApi with(@Nullable String other) {
        return new AuditApi(port, other);
    }

    /**
     * Who read a path.
     *
     * @param parameters further ones, such as {@code &limit=5}
     */
    Answer keyReads(String path, String parameters) {
        return get("/audit/key-reads?path=" + URLEncoder.encode(path, StandardCharsets.UTF_8) + parameters);
    }

    Answer get(String pathAndQuery) {
        return send(request(pathAndQuery));
    }

    HttpRequest.Builder request(String pathAndQuery) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + pathAndQuery));
        return token == null ? request : request.header("X-Vault-Token", token);
    }

    Answer send(HttpRequest.Builder request) {
        try {
            var response = HTTP.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new IllegalStateException("no answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "AuditApi[port=" + port + "]";
    }
}
