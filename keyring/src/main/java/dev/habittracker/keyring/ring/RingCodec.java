package dev.habittracker.keyring.ring;

import java.util.Optional;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A ring as the data of a KV v2 secret, and back.
///
/// Beside the ring stand `jwt_secret_key` and `jwt_algorithm`, which always hold the ACTIVE key where it is symmetric, so
/// that a plain client reads one secret and signs as before. Fields that this version does not know are kept and written
/// again.
///
/// Each entry of `ring.journal` is the text of a JSON object. As a tree a full journal would be refused: OpenBao admits
/// 1,000 strings in a request, keys of objects included (`max_request_json_strings` of its listener), and both products
/// compute an HMAC of each string value for their audit files.
public final class RingCodec {

    /// The text whose bytes are the ACTIVE HMAC key.
    public static final String SECRET_FIELD = "jwt_secret_key";
    /// The algorithm that belongs to it.
    public static final String ALGORITHM_FIELD = "jwt_algorithm";
    /// Everything else.
    public static final String RING_FIELD = "ring";

    private RingCodec() {}

    /// The secret's whole data. It holds key material: it goes to Vault and nowhere else.
    public static ObjectNode encode(Ring ring) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        KeyMaterial active = ring.activeKey().material();
        if (active.algorithm().symmetric()) {
            data.put(SECRET_FIELD, active.exposeSecretText());
            data.put(ALGORITHM_FIELD, active.algorithm().jwtName());
        }
        data.set(RING_FIELD, RingWriter.write(ring));
        ring.unknown().putInto(data);
        return data;
    }

    /// What the data of a secret turns out to be. Never throws on any data, and never quotes it.
    ///
    /// @param data    the secret's data
    /// @param version the KV version that it was read at: a ring that does not end with it was written over by hand
    public static RingDocument decode(JsonNode data, long version) {
        JsonNode ring = data.get(RING_FIELD);
        if (ring == null || ring.isNull()) {
            return bare(data, "the secret has neither a ring nor a " + SECRET_FIELD);
        }
        Ring decoded;
        try {
            decoded = RingReader.read(ring).keeping(UnknownFields.in(data));
        } catch (IllegalArgumentException e) {
            return new RingDocument.Malformed("the ring at version " + version + ": " + e.getMessage());
        }
        if (decoded.version() != version) {
            return bare(data,
                    "the ring says that it is version " + decoded.version() + " but stands at version " + version
                            + ", and there is no " + SECRET_FIELD + " beside it");
        }
        return new RingDocument.Whole(decoded);
    }

    private static RingDocument bare(JsonNode data, String otherwise) {
        JsonNode secret = data.get(SECRET_FIELD);
        if (secret == null || secret.isNull()) {
            return new RingDocument.Malformed(otherwise);
        }
        if (!secret.isString() || secret.stringValue().isEmpty()) {
            return new RingDocument.Malformed(SECRET_FIELD + " must be a text that is not empty");
        }
        JsonNode name = data.get(ALGORITHM_FIELD);
        if (name == null || name.isNull()) {
            return new RingDocument.Bare(KeyMaterial.ofSecretText(SigningAlgorithm.HS256, secret.stringValue()));
        }
        Optional<SigningAlgorithm> algorithm = name.isString()
                ? SigningAlgorithm.ofJwtName(name.stringValue())
                : Optional.empty();
        if (algorithm.filter(SigningAlgorithm::symmetric).isEmpty()) {
            return new RingDocument.Malformed(ALGORITHM_FIELD + " of a secret put by hand must be "
                    + SigningAlgorithm.HS256.jwtName() + " or be left out; rotate to another algorithm afterwards");
        }
        return new RingDocument.Bare(KeyMaterial.ofSecretText(algorithm.get(), secret.stringValue()));
    }
}
