package dev.habittracker.keyring.ring;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What a ring's document has that this version does not know. A newer rotator may have written it, and finds it again
/// after this one has written: beside the ring, in it, in its policy, and with each key for as long as the key is there.
///
/// @param byPlace the fields of each object of the document that has some, by where it stands
public record UnknownFields(Map<String, ObjectNode> byPlace) {

    /// Nothing unknown.
    public static final UnknownFields NONE = new UnknownFields(Map.of());

    private static final Set<String> SECRET = Set.of(RingCodec.SECRET_FIELD, RingCodec.ALGORITHM_FIELD,
            RingCodec.RING_FIELD);
    private static final Set<String> RING = Set.of("epoch", "policy", "active", "activated", "keys", "carried",
            "revoked", "hold", "journal");
    private static final Set<String> POLICY = Set.of("algorithm", "max_token_lifetime", "signing_lease", "timing");
    private static final Set<String> TIMING = Set.of("poll", "lag", "clock_error", "write_budget");
    private static final Set<String> KEY = Set.of("kid", "algorithm", "jwk", "max_token_lifetime", "signing_lease",
            "published", "exp", "without_kid");
    private static final Set<String> CARRIED = Set.of("kid", "exp");

    public UnknownFields {
        byPlace = Map.copyOf(byPlace);
    }

    /// Finds them in the data of a secret.
    static UnknownFields in(JsonNode data) {
        Map<String, ObjectNode> found = new LinkedHashMap<>();
        walk(data, (place, known, object) -> {
            ObjectNode unknown = JsonNodeFactory.instance.objectNode();
            object.properties().stream().filter(field -> !known.contains(field.getKey()))
                    .forEach(field -> unknown.set(field.getKey(), field.getValue().deepCopy()));
            if (!unknown.isEmpty()) {
                found.put(place, unknown);
            }
        });
        return found.isEmpty() ? NONE : new UnknownFields(found);
    }

    /// Puts them where they stood, as far as those places are still there.
    void putInto(ObjectNode data) {
        walk(data, (place, known, object) -> {
            ObjectNode unknown = byPlace.get(place);
            if (unknown != null) {
                unknown.properties().forEach(field -> object.set(field.getKey(), field.getValue().deepCopy()));
            }
        });
    }

    private interface Visitor {

        void visit(String place, Set<String> known, ObjectNode object);
    }

    private static void walk(JsonNode data, Visitor visitor) {
        JsonNode ring = data.path(RingCodec.RING_FIELD);
        JsonNode policy = ring.path("policy");
        visit(data, "secret", SECRET, visitor);
        visit(ring, "ring", RING, visitor);
        visit(policy, "policy", POLICY, visitor);
        visit(policy.path("timing"), "timing", TIMING, visitor);
        ring.path("keys").forEach(key -> visit(key, "key " + kid(key), KEY, visitor));
        ring.path("carried").forEach(key -> visit(key, "carried " + kid(key), CARRIED, visitor));
    }

    private static String kid(JsonNode key) {
        return key.path("kid").asString("");
    }

    private static void visit(JsonNode node, String place, Set<String> known, Visitor visitor) {
        if (node instanceof ObjectNode object) {
            visitor.visit(place, known, object);
        }
    }

    /// The places only: what stands there may be secret.
    @Override
    public String toString() {
        return "UnknownFields" + byPlace.keySet();
    }
}
