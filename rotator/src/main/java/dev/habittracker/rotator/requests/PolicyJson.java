package dev.habittracker.rotator.requests;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.habittracker.keyring.ring.Policy;
import dev.habittracker.keyring.ring.SigningAlgorithm;
import dev.habittracker.rotator.known.PolicyChange;

/// A policy, or a change of one, as JSON: `algorithm` by its name in JWTs, and `max_token_lifetime`, `signing_lease`,
/// `poll`, `lag`, `clock_error`, `write_budget` in ISO 8601, such as `PT15M`.
public final class PolicyJson {

    static final List<String> FIELDS = List.of("algorithm", "max_token_lifetime", "signing_lease", "poll", "lag",
            "clock_error", "write_budget");

    private PolicyJson() {}

    /// Reads a change.
    ///
    /// @throws IllegalArgumentException saying which field to change
    public static PolicyChange read(JsonNode json) {
        if (FIELDS.stream().noneMatch(json::has)) {
            throw new IllegalArgumentException(
                    "nothing is to change: give at least one of " + String.join(", ", FIELDS));
        }
        return new PolicyChange(algorithm(json), duration(json, "max_token_lifetime"), duration(json, "signing_lease"),
                duration(json, "poll"), duration(json, "lag"), duration(json, "clock_error"),
                duration(json, "write_budget"));
    }

    /// Writes a change into an object.
    public static void write(ObjectNode json, PolicyChange change) {
        SigningAlgorithm algorithm = change.algorithm();
        put(json, "algorithm", algorithm == null ? null : algorithm.jwtName());
        put(json, "max_token_lifetime", change.maxTokenLifetime());
        put(json, "signing_lease", change.signingLease());
        put(json, "poll", change.poll());
        put(json, "lag", change.lag());
        put(json, "clock_error", change.clockError());
        put(json, "write_budget", change.writeBudget());
    }

    /// A whole policy.
    public static ObjectNode of(Policy policy) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        write(json, new PolicyChange(policy.algorithm(), policy.maxTokenLifetime(), policy.signingLease(),
                policy.timing().poll(), policy.timing().lag(), policy.timing().clockError(),
                policy.timing().writeBudget()));
        return json;
    }

    private static @Nullable SigningAlgorithm algorithm(JsonNode json) {
        JsonNode name = json.path("algorithm");
        if (name.isMissingNode()) {
            return null;
        }
        return SigningAlgorithm.ofJwtName(name.asString("")).orElseThrow(() -> new IllegalArgumentException(
                "\"algorithm\" must be one of " + SigningAlgorithm.names()));
    }

    private static @Nullable Duration duration(JsonNode json, String field) {
        JsonNode text = json.path(field);
        if (text.isMissingNode()) {
            return null;
        }
        try {
            return Duration.parse(text.asString(""));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("\"" + field + "\" must be a duration in ISO 8601, such as PT15M", e);
        }
    }

    private static void put(ObjectNode json, String field, @Nullable Object value) {
        if (value != null) {
            json.put(field, value.toString());
        }
    }
}
