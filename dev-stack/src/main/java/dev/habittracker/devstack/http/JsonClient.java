package dev.habittracker.devstack.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends and receives JSON; any HTTP status is an answer, only silence is an exception. Safe for many threads. */
public final class JsonClient {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http;
    private final Duration timeout;

    public JsonClient(Duration timeout) {
        this.timeout = timeout;
        this.http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(timeout).build();
    }

    /** @throws IOException where no answer came */
    public Answer get(URI uri, Map<String, String> headers) throws IOException {
        return send("GET", uri, headers, null);
    }

    /** @throws IOException where no answer came */
    public Answer post(URI uri, Map<String, String> headers, Map<String, ?> body) throws IOException {
        return send("POST", uri, headers, body);
    }

    private Answer send(String method, URI uri, Map<String, String> headers, @Nullable Map<String, ?> body)
            throws IOException {
        var publisher = body == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
        var request = HttpRequest.newBuilder(uri).timeout(timeout).method(method, publisher).header("Accept",
                "application/json, application/problem+json");
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach(request::header);
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            Optional<URI> location = response.headers().firstValue("Location").map(uri::resolve);
            return new Answer(response.statusCode(), json(response.body()), location);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted during " + method + " " + uri, e);
        }
    }

    private static JsonNode json(String body) {
        if (body.isBlank()) {
            return JSON.missingNode();
        }
        try {
            return JSON.readTree(body);
        } catch (JacksonException notJson) {
            return JSON.missingNode();
        }
    }
}
