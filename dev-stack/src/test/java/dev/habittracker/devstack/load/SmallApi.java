package dev.habittracker.devstack.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** As much of the habit API as the drill's clients see: it hands out tokens, and refuses those it is told to. */
public final class SmallApi implements AutoCloseable {

    public final List<String> requests = new ArrayList<>();
    public final Set<String> refusedKids = ConcurrentHashMap.newKeySet();
    public volatile String kid = "1.1.AAAAAA";
    public volatile Instant expires = Instant.EPOCH;
    public volatile int habitsStatus = 200;
    private final HttpServer server;

    public SmallApi() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    public Instance instance() {
        return new Instance("api", URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    }

    public String token() {
        return part("{\"kid\":\"" + kid + "\"}") + "." + part("{\"exp\":" + expires.getEpochSecond() + "}") + ".c2ln";
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        requests.add(path);
        exchange.getRequestBody().readAllBytes();
        switch (path) {
            case "/register" -> send(exchange, 201, "{}");
            case "/login" -> send(exchange, 200, "{\"access_token\":\"" + token() + "\"}");
            default -> send(exchange, status(exchange), "{\"detail\":\"told to\"}");
        }
    }

    private int status(HttpExchange exchange) {
        String shown = exchange.getRequestHeaders().getFirst("Authorization").substring("Bearer ".length());
        return refusedKids.contains(IssuedToken.read(shown).kid()) ? 401 : habitsStatus;
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
