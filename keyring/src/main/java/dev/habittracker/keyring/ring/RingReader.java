package dev.habittracker.keyring.ring;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A ring, from the `ring` field of the secret. Errors name the field and never quote its content.
final class RingReader {

    private RingReader() {}

    /// @throws IllegalArgumentException where a field is missing or malformed, or the whole is no ring
    static Ring read(JsonNode node) {
        Hold hold = node.hasNonNull("hold") ? within("hold", () -> hold(field(node, "hold"))) : null;
        JsonNode rules = field(node, "policy");
        Policy policy = within("policy", () -> policy(rules));
        return new Ring(number(node, "epoch"), policy, kid(node, "active"),
                instant(node, "activated"), list(node, "keys", RingReader::key),
                optionalList(node, "carried", key -> new CarriedKey(kid(key, "kid"), instant(key, "exp"))),
                optionalList(node, "revoked", key -> new RevokedKey(kid(key, "kid"), text(key, "thumbprint"))), hold,
                list(node, "journal", RingReader::entry));
    }

    private static Policy policy(JsonNode node) {
        JsonNode bounds = field(node, "timing");
        Timing timing = within("timing", () -> new Timing(duration(bounds, "poll"), duration(bounds, "lag"),
                duration(bounds, "clock_error"), duration(bounds, "write_budget")));
        return new Policy(algorithm(node), duration(node, "max_token_lifetime"), duration(node, "signing_lease"),
                timing);
    }

    private static RingKey key(JsonNode node) {
        Instant exp = node.hasNonNull("exp") ? instant(node, "exp") : null;
        return new RingKey(kid(node, "kid"), KeyMaterial.parse(algorithm(node), field(node, "jwk").toString()),
                duration(node, "max_token_lifetime"), duration(node, "signing_lease"), instant(node, "published"), exp,
                node.path("without_kid").asBoolean(false));
    }

    private static Hold hold(JsonNode node) {
        return new Hold(instant(node, "since"), text(node, "by"));
    }

    private static JournalEntry entry(JsonNode text) {
        if (!text.isString()) {
            throw new IllegalArgumentException("an entry of the journal is not a text");
        }
        JsonNode node;
        try {
            node = JsonMapper.shared().readTree(text.stringValue());
        } catch (JacksonException e) {
            throw new IllegalArgumentException("an entry of the journal is not the text of a JSON object");
        }
        return new JournalEntry(number(node, "version"), text(node, "write_id"), text(node, "event"),
                instant(node, "decided"), field(node, "data"));
    }

    private static SigningAlgorithm algorithm(JsonNode node) {
        return SigningAlgorithm.ofJwtName(text(node, "algorithm")).orElseThrow(
                () -> new IllegalArgumentException("algorithm must be one of " + SigningAlgorithm.names()));
    }

    private static Kid kid(JsonNode node, String name) {
        return Kid.parse(text(node, name)).orElseThrow(() -> new IllegalArgumentException(name + " is not a kid"));
    }

    private static Duration duration(JsonNode node, String name) {
        String text = text(node, name);
        try {
            return Duration.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(name + " is not an ISO 8601 duration such as PT15M");
        }
    }

    private static Instant instant(JsonNode node, String name) {
        String text = text(node, name);
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(name + " is not an RFC 3339 instant such as 2026-11-24T12:00:00Z");
        }
    }

    private static long number(JsonNode node, String name) {
        JsonNode value = field(node, name);
        // KV passes numbers through float64: 42 may come back as 4.2e1
        return WholeNumbers.of(value)
                .orElseThrow(() -> new IllegalArgumentException(name + " is not a whole number"));
    }

    private static String text(JsonNode node, String name) {
        JsonNode value = field(node, name);
        if (!value.isString()) {
            throw new IllegalArgumentException(name + " is not a text");
        }
        return value.stringValue();
    }

    private static JsonNode field(JsonNode node, String name) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }

    private static <T> List<T> list(JsonNode node, String name, Function<JsonNode, T> read) {
        JsonNode array = field(node, name);
        if (!array.isArray()) {
            throw new IllegalArgumentException(name + " is not a list");
        }
        List<T> values = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            JsonNode element = array.get(i);
            values.add(within(name + "[" + i + "]", () -> read.apply(element)));
        }
        return values;
    }

    private static <T> T within(String path, Supplier<T> read) {
        try {
            return read.get();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(path + ": " + e.getMessage());
        }
    }

    private static <T> List<T> optionalList(JsonNode node, String name, Function<JsonNode, T> read) {
        return node.hasNonNull(name) ? list(node, name, read) : List.of();
    }
}
