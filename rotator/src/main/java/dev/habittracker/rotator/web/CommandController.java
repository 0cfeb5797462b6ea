package dev.habittracker.rotator.web;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import tools.jackson.databind.JsonNode;

import dev.habittracker.events.Position;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.store.StoreReading;
import dev.habittracker.rotator.decide.Journals;
import dev.habittracker.rotator.decide.Outdated;
import dev.habittracker.rotator.known.Command;
import dev.habittracker.rotator.known.Gathered;
import dev.habittracker.rotator.known.OpenRequest;
import dev.habittracker.rotator.reconcile.Observation;
import dev.habittracker.rotator.reconcile.Reconciler;
import dev.habittracker.rotator.reconcile.UnavailableException;
import dev.habittracker.rotator.reconcile.UnstorableException;
import dev.habittracker.rotator.requests.CommandJson;
import dev.habittracker.rotator.requests.Request;
import dev.habittracker.rotator.requests.RequestDesk;

/// Commands: accepted once for each idempotency key, and looked at at once. One that takes keys away needs Vault and
/// nobody else, and is answered when it has been carried out.
@RestController
class CommandController {

    private static final int LONGEST_KEY = 200;
    /// Clients give up after ten seconds, as a rule, and asking a database that is away has taken some of them.
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);

    private final Reconciler reconciler;
    private final RequestDesk desk;
    private final Caller caller;
    private final AtOnce atOnce;

    CommandController(Reconciler reconciler, RequestDesk desk, Caller caller) {
        this.reconciler = reconciler;
        this.desk = desk;
        this.caller = caller;
        this.atOnce = new AtOnce(reconciler::reconcile, desk, ANSWER_WITHIN);
    }

    @PostMapping("/keyrings/{name}/"
            + "{operation:rotate|roll-back|resume|revoke|revoke-all|accept|forget|policy|restore}")
    ResponseEntity<Map<String, Object>> command(@PathVariable String name, @PathVariable String operation,
            HttpServletRequest http) {
        Refused.unlessKept(name, reconciler.keyring());
        String by = caller.mayCommand(name, operation, http);
        String key = key(http);
        JsonNode body = CommandBody.read(http);
        Asked asked = asked(name, key, operation, body, by);
        Request request = takeIn(asked);
        if (!request.asked().command().equals(asked.command())) {
            throw new Refused(HttpStatus.UNPROCESSABLE_CONTENT, "idempotency-key-reused",
                    "this Idempotency-Key stands for another request: use a fresh one");
        }
        return ResponseEntity.accepted().location(URI.create("/keyrings/" + name + "/requests/" + asked.id()))
                .body(RequestView.of(atOnce.work(request), reconciler));
    }

    private record Asked(String keyring, String key, String id, Command command, String by,
            @Nullable String reason) {}

    private static Asked asked(String keyring, String key, String operation, JsonNode body, String by) {
        String id = UUID.nameUUIDFromBytes((keyring + "\n" + key).getBytes(StandardCharsets.UTF_8)).toString();
        try {
            return new Asked(keyring, key, id, CommandJson.read(operation, body), by, CommandJson.reason(body));
        } catch (IllegalArgumentException e) {
            throw Refused.bad(String.valueOf(e.getMessage()));
        }
    }

    private Request takeIn(Asked asked) {
        try {
            return desk.find(asked.keyring(), asked.id()).orElseGet(() -> desk.file(fresh(asked)));
        } catch (UnavailableException e) {
            if (e instanceof UnstorableException || !asked.command().takesKeysAway()) {
                throw e;
            }
            return desk.hold(fresh(asked), String.valueOf(e.getMessage()));
        }
    }

    /// @throws Refused 409 where the command was given on sight of another ring than the one that stands
    private Request fresh(Asked asked) {
        Observation seen = reconciler.observe();
        Gathered known = seen.known();
        Ring ring = known != null && known.reading() instanceof StoreReading.Whole whole ? whole.ring() : null;
        Position view = view(asked.command());
        if (ring != null && view != null && !view.equals(ring.position()) && !isInJournal(asked.id(), ring)) {
            throw new Refused(HttpStatus.CONFLICT, "outdated-view", Outdated.explain(view, ring));
        }
        Instant accepted = known == null ? seen.at().wall() : known.now().earliest();
        return Request.accepted(asked.keyring(), asked.key(), new OpenRequest(asked.id(), asked.command(), accepted,
                ring == null ? null : ring.position(), asked.by(), asked.reason()));
    }

    private static boolean isInJournal(String id, Ring ring) {
        return ring.journal().stream().anyMatch(entry -> id.equals(Journals.requestId(entry)));
    }

    private static @Nullable Position view(Command command) {
        return switch (command) {
            case Command.RollBackTo back -> back.view();
            case Command.RevokeActive revoke -> revoke.view();
            case Command.RotateNow _,Command.ResumeRotation _,Command.RevokeKid _,Command.RevokeEverything _,Command.AcceptRestored _,Command.ForgetHeard _,Command.ChangeRules _,Command.RestoreDeleted _ ->
                null;
        };
    }

    private static String key(HttpServletRequest http) {
        @Nullable
        String key = http.getHeader("Idempotency-Key");
        if (key == null || key.isBlank() || key.length() > LONGEST_KEY
                || key.chars().anyMatch(Character::isISOControl)) {
            throw new Refused(HttpStatus.BAD_REQUEST, "idempotency-key-missing",
                    "send a header Idempotency-Key of 1 to "
                            + LONGEST_KEY + " characters, the same for a retry, without control characters");
        }
        return key;
    }
}
