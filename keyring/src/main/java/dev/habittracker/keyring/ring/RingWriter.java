package dev.habittracker.keyring.ring;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The `ring` field of the secret, from a ring.
final class RingWriter {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private RingWriter() {}

    static ObjectNode write(Ring ring) {
        ObjectNode node = object();
        node.put("epoch", ring.epoch());
        node.set("policy", policy(ring.policy()));
        node.put("active", ring.active().toString());
        node.put("activated", ring.activated().toString());
        ArrayNode keys = node.putArray("keys");
        ring.keys().forEach(key -> keys.add(key(key)));
        ArrayNode carried = node.putArray("carried");
        ring.carried().forEach(
                key -> carried.addObject().put("kid", key.kid().toString()).put("exp", key.exp().toString()));
        ArrayNode revoked = node.putArray("revoked");
        ring.revoked().forEach(
                key -> revoked.addObject().put("kid", key.kid().toString()).put("thumbprint", key.thumbprint()));
        Hold hold = ring.hold();
        if (hold != null) {
            node.putObject("hold").put("since", hold.since().toString()).put("by", hold.by());
        }
        ArrayNode journal = node.putArray("journal");
        // as text: a tree of 64 entries has twice the 1,000 strings that OpenBao admits in a request by default
        ring.journal().forEach(entry -> journal.add(entry(entry).toString()));
        return node;
    }

    private static ObjectNode policy(Policy policy) {
        ObjectNode node = object();
        node.put("algorithm", policy.algorithm().jwtName());
        node.put("max_token_lifetime", policy.maxTokenLifetime().toString());
        node.put("signing_lease", policy.signingLease().toString());
        Timing timing = policy.timing();
        node.putObject("timing").put("poll", timing.poll().toString()).put("lag", timing.lag().toString())
                .put("clock_error", timing.clockError().toString())
                .put("write_budget", timing.writeBudget().toString());
        return node;
    }

    private static ObjectNode key(RingKey key) {
        ObjectNode node = object();
        node.put("kid", key.kid().toString());
        node.put("algorithm", key.material().algorithm().jwtName());
        node.set("jwk", jwk(key.material()));
        node.put("max_token_lifetime", key.maxTokenLifetime().toString());
        node.put("signing_lease", key.signingLease().toString());
        node.put("published", key.published().toString());
        if (key.exp() != null) {
            node.put("exp", key.exp().toString());
        }
        if (key.withoutKid()) {
            node.put("without_kid", true);
        }
        return node;
    }

    private static JsonNode jwk(KeyMaterial material) {
        try {
            return MAPPER.readTree(material.exposeJwk().toJSONString());
        } catch (JacksonException e) {
            // the cause is left out: it can quote the key
            throw new IllegalStateException("a JWK for " + material.algorithm().jwtName() + " does not write as JSON");
        }
    }

    private static ObjectNode entry(JournalEntry entry) {
        ObjectNode node = object();
        node.put("version", entry.version());
        node.put("write_id", entry.writeId());
        node.put("event", entry.event());
        node.put("decided", entry.decided().toString());
        node.set("data", entry.data());
        return node;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
