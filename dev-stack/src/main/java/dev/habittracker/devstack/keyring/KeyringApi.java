package dev.habittracker.devstack.keyring;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import tools.jackson.databind.JsonNode;

import dev.habittracker.devstack.http.Answer;
import dev.habittracker.devstack.http.JsonClient;

/** Asks the rotator about a keyring and gives it commands, with an operator's Vault token. */
public final class KeyringApi {

    private final JsonClient http = new JsonClient(Duration.ofSeconds(10));
    private final URI keyring;
    private final Map<String, String> operator;

    /** @param keyring {@code http://host:port/keyrings/<name>} */
    public KeyringApi(URI keyring, String operatorToken) {
        this.keyring = keyring;
        this.operator = Map.of("X-Vault-Token", operatorToken);
    }

    /** @throws KeyringApiException where the rotator refuses or does not answer */
    public KeyringView state() {
        return KeyringJson.view(get(keyring));
    }

    /** @throws KeyringApiException where the rotator refuses or does not answer */
    public List<MemberView> members() {
        return KeyringJson.members(get(below("/members")));
    }

    /** The newest writes, newest first. */
    public List<RotationView> rotations(int limit) {
        return KeyringJson.rotations(get(below("/rotations?limit=" + limit)));
    }

    /** Older writes, newest first. */
    public List<RotationView> rotationsBefore(String id, int limit) {
        return KeyringJson.rotations(get(below("/rotations?limit=" + limit + "&before=" + id)));
    }

    /** One write, with its steps and when each member had it. */
    public RotationView rotation(String id) {
        return KeyringJson.rotation(get(below("/rotations/" + id)));
    }

    /**
     * Gives a command.
     *
     * @param operation the last part of its path, for example {@code roll-back}
     * @return where its fate can be followed
     */
    public URI command(String operation, Map<String, ?> body) {
        return command(operation, body, UUID.randomUUID().toString());
    }

    /**
     * Gives a command, or asks again for one that was given.
     *
     * @param idempotencyKey the same for the same command
     */
    public URI command(String operation, Map<String, ?> body, String idempotencyKey) {
        Map<String, String> headers = new HashMap<>(operator);
        headers.put("Idempotency-Key", idempotencyKey);
        try {
            Answer answer = http.post(below("/" + operation), headers, body);
            return answer.location().filter(_ -> answer.status() == 202)
                    .orElseThrow(() -> new KeyringApiException(operation + " was not accepted: " + answer.problem()));
        } catch (IOException e) {
            throw new KeyringApiException("the rotator gave no answer to " + operation, e);
        }
    }

    public RequestView request(URI location) {
        return KeyringJson.request(get(location));
    }

    private URI below(String path) {
        return URI.create(keyring + path);
    }

    private JsonNode get(URI uri) {
        try {
            Answer answer = http.get(uri, operator);
            if (!answer.isSuccess()) {
                throw new KeyringApiException(uri.getPath() + ": " + answer.problem());
            }
            return answer.body();
        } catch (IOException e) {
            throw new KeyringApiException("the rotator gave no answer at " + uri, e);
        }
    }
}
