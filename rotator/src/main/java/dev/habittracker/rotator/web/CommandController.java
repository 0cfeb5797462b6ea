package dev.habittracker.rotator.web;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.habittracker.events.Position;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.store.StoreReading;
import dev.habittracker.rotator.decide.Outdated;
import dev.habittracker.rotator.jdbc.JdbcRequests;
import dev.habittracker.rotator.known.Command;
import dev.habittracker.rotator.known.Gathered;
import dev.habittracker.rotator.known.OpenRequest;
import dev.habittracker.rotator.reconcile.Observation;
import dev.habittracker.rotator.reconcile.Reconciler;
import dev.habittracker.rotator.requests.CommandJson;

/// Commands: accepted once for each idempotency key, and looked at at once.
@RestController
class CommandController {

    private static final int MOST_BYTES = 16 * 1024;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Reconciler reconciler;
    private final JdbcRequests requests;
    private final Caller caller;

    CommandController(Reconciler reconciler, JdbcRequests requests, Caller caller) {
        this.reconciler = reconciler;
        this.requests = requests;
        this.caller = caller;
    }

    @PostMapping("/keyrings/{name}/{operation:rotate|roll-back|resume|revoke|revoke-all|accept|forget|restore}")
    ResponseEntity<Map<String, Object>> command(@PathVariable String name, @PathVariable String operation,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestHeader(name = "X-Vault-Token", required = false) @Nullable String token,
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            @RequestBody(required = false) byte @Nullable [] body) {
        if (!name.equals(reconciler.keyring())) {
            throw new Refused(HttpStatus.NOT_FOUND, "unknown-keyring", "this rotator keeps the keyring "
                    + reconciler.keyring() + " only: put its name into the path");
        }
        caller.mayCommand(name, operation, token, authorization);
        if (key == null || key.isBlank() || key.length() > 200) {
            throw new Refused(HttpStatus.BAD_REQUEST, "idempotency-key-missing",
                    "send a header Idempotency-Key of 1 to 200 characters, the same for a retry");
        }
        JsonNode json = parse(body);
        Command command = CommandJson.read(operation, json);
        String id = UUID.nameUUIDFromBytes((name + "\n" + key).getBytes(StandardCharsets.UTF_8)).toString();
        JdbcRequests.Row row = requests.find(name, id).orElseGet(() -> accept(name, key, id, command, json));
        if (!row.operation().equals(operation)
                || !JSON.readTree(row.parameters()).equals(JSON.readTree(CommandJson.write(command).toString()))) {
            throw new Refused(HttpStatus.UNPROCESSABLE_CONTENT, "idempotency-key-reused",
                    "this Idempotency-Key stands for another request: use a fresh one");
        }
        Thread.ofVirtual().name("reconcile-on-request").start(reconciler::reconcile);
        return ResponseEntity.accepted().location(URI.create("/keyrings/" + name + "/requests/" + id))
                .body(ReadController.view(row));
    }

    private JdbcRequests.Row accept(String name, String key, String id, Command command, JsonNode json) {
        Observation seen = reconciler.observe();
        Gathered known = seen.known();
        Ring ring = known != null && known.reading() instanceof StoreReading.Whole whole ? whole.ring() : null;
        Position view = switch (command) {
            case Command.RollBackTo back -> back.view();
            case Command.RevokeActive revoke -> revoke.view();
            case Command.RotateNow _,Command.ResumeRotation _,Command.RevokeKid _,Command.RevokeEverything _,Command.AcceptRestored _,Command.ForgetHeard _,Command.ChangeRules _,Command.RestoreDeleted _ ->
                null;
        };
        if (ring != null && view != null && !view.equals(ring.position())) {
            throw new Refused(HttpStatus.CONFLICT, "outdated-view", Outdated.explain(view, ring));
        }
        Instant accepted = known == null ? seen.at().wall() : known.now().earliest();
        String reason = json.path("reason").asString(null);
        return requests.accept(name, key, new OpenRequest(id, command, accepted, ring == null ? null : ring.position(),
                "operator", reason));
    }

    private static JsonNode parse(byte @Nullable [] body) {
        if (body == null || body.length == 0) {
            return JSON.createObjectNode();
        }
        if (body.length > MOST_BYTES) {
            throw new Refused(HttpStatus.CONTENT_TOO_LARGE, "body-too-large", "the body has " + body.length
                    + " bytes, more than " + MOST_BYTES + ": a command needs a few fields only");
        }
        try {
            JsonNode json = JSON.readTree(body);
            if (json.isObject()) {
                return json;
            }
        } catch (JacksonException e) {
            // the text is not quoted; what follows says enough
        }
        throw new Refused(HttpStatus.BAD_REQUEST, "malformed-body",
                "the body is not a JSON object: send one, or nothing");
    }
}
