package dev.habittracker.rotator.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;

import org.awaitility.Awaitility;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** The rotator's HTTP API as an operator uses it. */
final class OperatorApi {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final String keyring;
    private final String token;

    OperatorApi(int port, String keyring, String token) {
        this.keyring = "http://127.0.0.1:" + port + "/keyrings/" + keyring;
        this.token = token;
    }

    /** An answer, its body parsed. */
    record Answer(int status, HttpResponse<String> response, JsonNode body) {

        String detail() {
            return body.path("detail").asString();
        }
    }

    JsonNode state() {
        return get("").body();
    }

    Answer get(String path) {
        return send(request(path).GET());
    }

    Answer post(String operation, String key, String body) {
        return send(request("/" + operation).header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Gives a command and waits for its end. */
    JsonNode command(String operation, String body) {
        Answer accepted = post(operation, UUID.randomUUID().toString(), body);
        assertThat(accepted.status()).as("%s: %s", operation, accepted.body()).isEqualTo(202);
        return ended(accepted.body().path("id").asString());
    }

    /** The request at its end. */
    JsonNode ended(String id) {
        return Awaitility.await("end of request " + id).atMost(PATIENCE).pollInterval(Duration.ofMillis(100))
                .until(() -> get("/requests/" + id).body(),
                        request -> request.has("finished"));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(keyring + path)).header("X-Vault-Token", token)
                .header("Content-Type", "application/json").timeout(Duration.ofSeconds(15));
    }

    static Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(answer.statusCode(), answer, JSON.readTree(answer.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
