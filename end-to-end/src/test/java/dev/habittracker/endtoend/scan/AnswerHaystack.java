package dev.habittracker.endtoend.scan;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiConsumer;

/// What services answer: status line aside, all headers and the body.
record AnswerHaystack(List<HttpRequest> requests) implements Haystack {

    /// A read by an operator.
    static HttpRequest get(URI uri, String operatorToken) {
        return HttpRequest.newBuilder(uri).header("X-Vault-Token", operatorToken).GET().build();
    }

    /// A command that is not JSON, and so is answered with a problem.
    static HttpRequest malformed(URI uri, String operatorToken) {
        return HttpRequest.newBuilder(uri).header("X-Vault-Token", operatorToken).header("Idempotency-Key", "malformed")
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString("{\"kid\": "))
                .build();
    }

    @Override
    public void forEach(BiConsumer<String, String> visitor) throws IOException, InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        for (HttpRequest request : requests) {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
            String where = request.method() + " " + request.uri() + " (" + answer.statusCode() + ")";
            visitor.accept(where, answer.body());
            visitor.accept(where, answer.headers().map().toString());
        }
    }
}
