package dev.habittracker.rotator.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import dev.habittracker.events.Position;
import dev.habittracker.keyring.follow.ProcessClock;
import dev.habittracker.rotator.jdbc.JdbcRequests;
import dev.habittracker.rotator.jdbc.JdbcRotations;
import dev.habittracker.rotator.reconcile.Board;
import dev.habittracker.rotator.reconcile.Reconciler;

/// What operators can look at.
@RestController
@RequestMapping("/keyrings/{name}")
class ReadController {

    private static final int MOST = 200;
    private static final Position ABOVE_ALL = new Position(Long.MAX_VALUE, Long.MAX_VALUE);

    private final Reconciler reconciler;
    private final Board board;
    private final ProcessClock clock;
    private final JdbcRotations rotations;
    private final JdbcRequests requests;
    private final Caller caller;

    ReadController(Reconciler reconciler, Board board, ProcessClock clock, JdbcRotations rotations,
            JdbcRequests requests, Caller caller) {
        this.reconciler = reconciler;
        this.board = board;
        this.clock = clock;
        this.rotations = rotations;
        this.requests = requests;
        this.caller = caller;
    }

    @GetMapping
    Map<String, Object> state(@PathVariable String name,
            @RequestHeader(name = "X-Vault-Token", required = false) @Nullable String token,
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization) {
        allow(name, token, authorization);
        return StateView.of(name, reconciler.observe());
    }

    @GetMapping("/members")
    Map<String, Object> members(@PathVariable String name,
            @RequestHeader(name = "X-Vault-Token", required = false) @Nullable String token,
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization) {
        allow(name, token, authorization);
        return Map.of("members", board.members(clock.now()).all().stream().map(StateView::member).toList());
    }

    @GetMapping("/rotations")
    Map<String, Object> rotations(@PathVariable String name, @RequestParam(defaultValue = "20") int limit,
            @RequestParam(required = false) @Nullable String before,
            @RequestHeader(name = "X-Vault-Token", required = false) @Nullable String token,
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization) {
        allow(name, token, authorization);
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("limit must be between 1 and " + MOST + ", not " + limit);
        }
        Position below = before == null ? ABOVE_ALL : position(before);
        return Map.of("rotations", rotations.newest(name, limit, below).stream().map(ReadController::view).toList());
    }

    @GetMapping("/rotations/{id}")
    Map<String, Object> rotation(@PathVariable String name, @PathVariable String id,
            @RequestHeader(name = "X-Vault-Token", required = false) @Nullable String token,
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization) {
        allow(name, token, authorization);
        Position position = position(id);
        JdbcRotations.Rotation rotation = rotations.find(name, position).orElseThrow(() -> new Refused(
                HttpStatus.NOT_FOUND, "unknown-rotation", "keyring " + name + " has no version " + id));
        Map<String, Object> view = view(rotation);
        view.put("steps", rotations.steps(name, position).stream().map(step -> Map.of("at", step.at().toString(),
                "kind", step.kind(), "reason", step.reason())).toList());
        view.put("members", rotations.applied(name, rotation, position).stream().map(ReadController::applied).toList());
        return view;
    }

    @GetMapping("/requests/{id}")
    Map<String, Object> request(@PathVariable String name, @PathVariable String id,
            @RequestHeader(name = "X-Vault-Token", required = false) @Nullable String token,
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization) {
        allow(name, token, authorization);
        return requests.find(name, id).map(ReadController::view).orElseThrow(() -> new Refused(HttpStatus.NOT_FOUND,
                "unknown-request", "keyring " + name + " has no request " + id));
    }

    private void allow(String name, @Nullable String token, @Nullable String authorization) {
        if (!name.equals(reconciler.keyring())) {
            throw new Refused(HttpStatus.NOT_FOUND, "unknown-keyring", "this rotator keeps the keyring "
                    + reconciler.keyring() + " only: put its name into the path");
        }
        caller.mayRead(name, token, authorization);
    }

    static Map<String, Object> view(JdbcRequests.Row row) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", row.id());
        view.put("operation", row.operation());
        view.put("state", row.state());
        view.put("reason", row.reason());
        put(view, "result", row.result());
        view.put("accepted", row.accepted().toString());
        put(view, "finished", row.finished());
        return view;
    }

    private static Map<String, Object> view(JdbcRotations.Rotation rotation) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", rotation.id());
        view.put("event", rotation.event());
        view.put("reason", rotation.reason());
        put(view, "request_id", rotation.requestId());
        view.put("by", rotation.by());
        view.put("decided", rotation.decided().toString());
        put(view, "created", rotation.created());
        put(view, "published", rotation.published());
        return view;
    }

    private static Map<String, Object> applied(JdbcRotations.Applied member) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("service", member.service());
        view.put("instance", member.instance());
        view.put("applied", member.applied().toString());
        if (member.millis() != null) {
            view.put("millis", member.millis());
        }
        return view;
    }

    private static void put(Map<String, Object> view, String name, @Nullable Object value) {
        if (value != null) {
            view.put(name, value.toString());
        }
    }

    private static Position position(String text) {
        List<String> parts = List.of(text.split("\\.", -1));
        if (parts.size() != 2 || !parts.stream().allMatch(part -> part.matches("[0-9]{1,12}"))) {
            throw new IllegalArgumentException("a rotation's id is <epoch>.<version>, not \"" + text + "\"");
        }
        return new Position(Long.parseLong(parts.getFirst()), Long.parseLong(parts.getLast()));
    }
}
