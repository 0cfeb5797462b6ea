package dev.habittracker.keyring.vault;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.habittracker.keyring.store.SecretVersion;
import dev.habittracker.keyring.store.StoreException;
import dev.habittracker.keyring.store.StoreException.Kind;

/// The calls of the KV v2 API for one secret (<https://developer.hashicorp.com/vault/api-docs/secret/kv/kv-v2>).
final class KvSecret {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final VaultCalls calls;
    private final String mount;
    private final String path;

    KvSecret(VaultCalls calls, String mount, String path) {
        this.calls = calls;
        this.mount = mount;
        this.path = path;
    }

    /// The newest version, or the 404 that says why there is none.
    VaultAnswer readNewest() {
        return read(VaultRequest.get(at("data")));
    }

    /// A version; empty where it was deleted or destroyed.
    Optional<SecretVersion> readVersion(long version) {
        VaultAnswer answer = read(VaultRequest.get(at("data"), "version=" + version));
        return answer.ok() ? Optional.of(versionIn(answer)) : Optional.empty();
    }

    /// The version in the answer to a read.
    SecretVersion versionIn(VaultAnswer answer) {
        JsonNode data = answer.body().path("data");
        JsonNode metadata = data.path("metadata");
        return new SecretVersion(metadata.path("version").asLong(), createdIn(metadata), data.path("data"));
    }

    /// The metadata; [KvMetadata#none] where there are none.
    KvMetadata metadata() {
        VaultRequest request = VaultRequest.get(at("metadata"));
        VaultAnswer answer = calls.send(request);
        if (isMissing(answer)) {
            return KvMetadata.none(answer.time());
        }
        requireOk(request, answer);
        try {
            return KvMetadata.of(answer.time(), answer.body().path("data"));
        } catch (DateTimeException | NumberFormatException e) {
            throw new StoreException(Kind.FAILED, request + ": the metadata cannot be read: " + e.getMessage());
        }
    }

    /// Sets what is given of the metadata and leaves the rest.
    void configure(boolean casRequired, int maxVersions) {
        post("metadata", JSON.objectNode().put("cas_required", casRequired).put("max_versions", maxVersions));
    }

    /// Writes by check-and-set. A 400 is given back: it may be a conflict.
    VaultAnswer write(JsonNode data, long cas) {
        ObjectNode body = JSON.objectNode();
        body.putObject("options").put("cas", cas);
        body.set("data", data);
        VaultRequest request = VaultRequest.post(at("data"), body);
        VaultAnswer answer = calls.send(request);
        if (answer.status() != 400) {
            requireOk(request, answer);
        }
        return answer;
    }

    /// What a 400 to a write means where it is no conflict.
    StoreException refusedWrite(VaultAnswer answer) {
        return VaultRefusals.of(VaultRequest.post(at("data"), JSON.objectNode()), answer);
    }

    /// When the version that a write's answer tells of was made.
    Instant createdIn(JsonNode metadata) {
        try {
            return Instant.parse(metadata.path("created_time").asString(""));
        } catch (DateTimeException e) {
            throw notVersioned();
        }
    }

    void destroy(List<Long> versions) {
        post("destroy", versionsBody(versions));
    }

    void undelete(long version) {
        post("undelete", versionsBody(List.of(version)));
    }

    /// Whether the mount says of itself that it is something else than KV v2. KV v1, which `vault secrets enable kv`
    /// makes, answers reads of these paths like an empty KV v2, and would take writes.
    void requireVersioned() {
        VaultRequest request = VaultRequest.get("sys/internal/ui/mounts/" + mount);
        VaultAnswer answer = calls.send(request);
        requireOk(request, answer);
        if (!"2".equals(answer.body().path("data").path("options").path("version").asString(""))) {
            throw notVersioned();
        }
    }

    /// Nothing is known of the secret.
    static boolean isMissing(VaultAnswer answer) {
        JsonNode errors = answer.body().path("errors");
        return answer.status() == 404 && errors.isArray() && errors.isEmpty() && !answer.body().has("data");
    }

    /// The version asked for was deleted or destroyed: a 404 that has the envelope of a 200.
    static boolean isGone(VaultAnswer answer) {
        return answer.status() == 404 && answer.body().path("data").path("metadata").isObject();
    }

    private VaultAnswer read(VaultRequest request) {
        VaultAnswer answer = calls.send(request);
        if (!isMissing(answer) && !isGone(answer)) {
            requireOk(request, answer);
        }
        return answer;
    }

    private void post(String endpoint, JsonNode body) {
        VaultRequest request = VaultRequest.post(at(endpoint), body);
        requireOk(request, calls.send(request));
    }

    private static void requireOk(VaultRequest request, VaultAnswer answer) {
        if (!answer.ok()) {
            throw VaultRefusals.of(request, answer);
        }
    }

    private static ObjectNode versionsBody(List<Long> versions) {
        ObjectNode body = JSON.objectNode();
        ArrayNode numbers = body.putArray("versions");
        versions.forEach(numbers::add);
        return body;
    }

    private StoreException notVersioned() {
        return new StoreException(Kind.FAILED, mount + "/ is no KV version 2 engine: enable one with `vault secrets "
                + "enable -path=" + mount + " -version=2 kv`, or set mount to one");
    }

    private String at(String endpoint) {
        return mount + "/" + endpoint + "/" + path;
    }
}
