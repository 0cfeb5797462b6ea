package dev.habittracker.devstack.vault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * As much of Vault's HTTP API as provisioning and tests need. Paths are what follows {@code /v1/}; an answer is the whole envelope, or a missing
 * node for 204.
 */
public final class VaultClient {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5)).build();
    // The first init of a raft node alone takes 6 to 9 s.
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final URI address;
    private final @Nullable String token;

    public VaultClient(URI address, @Nullable String token) {
        this.address = address;
        this.token = token;
    }

    public VaultClient withToken(@Nullable String other) {
        return new VaultClient(address, other);
    }

    /** @throws VaultException where Vault refuses */
    public JsonNode get(String path) {
        return send("GET", path, null, null);
    }

    /** @throws VaultException where Vault refuses */
    public JsonNode post(String path, Map<String, ?> body) {
        return send("POST", path, body, null);
    }

    /** @throws VaultException where Vault refuses */
    public JsonNode put(String path, Map<String, ?> body) {
        return send("PUT", path, body, null);
    }

    /** @throws VaultException where Vault refuses */
    public JsonNode delete(String path) {
        return send("DELETE", path, null, null);
    }

    /**
     * A POST whose answer Vault keeps, giving out a token that unwraps it once.
     *
     * @return the wrapping token
     */
    public String postWrapped(String path, Map<String, ?> body, Duration timeToLive) {
        return send("POST", path, body, timeToLive).path("wrap_info").path("token").asString();
    }

    /** Unwraps what a wrapping token stands for; a second time Vault answers 400. */
    public JsonNode unwrap(String wrappingToken) {
        return withToken(wrappingToken).send("POST", "sys/wrapping/unwrap", Map.of(), null);
    }

    /** An answer that is no JSON, a snapshot for one. */
    byte[] getBytes(String path) {
        return exchange("GET", request("GET", path, HttpRequest.BodyPublishers.noBody()), path,
                HttpResponse.BodyHandlers.ofByteArray());
    }

    /** A POST whose body is no JSON. */
    void postBytes(String path, byte[] body) {
        exchange("POST", request("POST", path, HttpRequest.BodyPublishers.ofByteArray(body)), path,
                HttpResponse.BodyHandlers.ofByteArray());
    }

    /** The status of sys/health (200 active, 501 not initialised, 503 sealed), or 0 where nobody answers. */
    int health() {
        try {
            var request = HttpRequest.newBuilder(uri("sys/health")).timeout(Duration.ofSeconds(2)).GET().build();
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException nobody) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private JsonNode send(String method, String path, @Nullable Map<String, ?> body, @Nullable Duration wrapFor) {
        var publisher = body == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
        var request = request(method, path, publisher).header("Content-Type", "application/json");
        if (wrapFor != null) {
            request.header("X-Vault-Wrap-TTL", wrapFor.toSeconds() + "s");
        }
        String answer = exchange(method, request, path, HttpResponse.BodyHandlers.ofString());
        return answer.isEmpty() ? JSON.missingNode() : JSON.readTree(answer);
    }

    private HttpRequest.Builder request(String method, String path, HttpRequest.BodyPublisher body) {
        var request = HttpRequest.newBuilder(uri(path)).timeout(TIMEOUT).method(method, body);
        return token == null ? request : request.header("X-Vault-Token", token);
    }

    private <T> T exchange(String method, HttpRequest.Builder request, String path,
            HttpResponse.BodyHandler<T> handler) {
        String call = method + " " + path;
        try {
            HttpResponse<T> answer = HTTP.send(request.build(), handler);
            if (answer.statusCode() >= 300) {
                throw new VaultException(call, answer.statusCode(), errors(answer.body()));
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(call + " at " + address + " got no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted during " + call, e);
        }
    }

    private URI uri(String path) {
        return address.resolve("/v1/" + path);
    }

    private static List<String> errors(Object body) {
        try {
            String text = body instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : body.toString();
            return JSON.readTree(text).path("errors").valueStream().map(JsonNode::asString).toList();
        } catch (RuntimeException notJson) {
            return List.of();
        }
    }
}
