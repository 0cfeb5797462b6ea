package dev.habittracker.rotator.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import dev.habittracker.events.Position;
import dev.habittracker.keyring.follow.ProcessClock;
import dev.habittracker.keyring.store.StoreReading;
import dev.habittracker.rotator.decide.Journals;
import dev.habittracker.rotator.jdbc.JdbcRotations;
import dev.habittracker.rotator.known.Gathered;
import dev.habittracker.rotator.reconcile.Board;
import dev.habittracker.rotator.reconcile.Reconciler;
import dev.habittracker.rotator.reconcile.UnavailableException;
import dev.habittracker.rotator.requests.Request;
import dev.habittracker.rotator.requests.RequestDesk;

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
    private final RequestDesk desk;
    private final Caller caller;

    ReadController(Reconciler reconciler, Board board, ProcessClock clock, JdbcRotations rotations,
            RequestDesk desk, Caller caller) {
        this.reconciler = reconciler;
        this.board = board;
        this.clock = clock;
        this.rotations = rotations;
        this.desk = desk;
        this.caller = caller;
    }

    @GetMapping
    Map<String, Object> state(@PathVariable String name, HttpServletRequest http) {
        allow(name, http);
        return StateView.of(name, reconciler.observe());
    }

    @GetMapping("/members")
    Map<String, Object> members(@PathVariable String name, HttpServletRequest http) {
        allow(name, http);
        return Map.of("members", board.members(clock.now()).all().stream().map(StateView::member).toList());
    }

    @GetMapping("/rotations")
    Map<String, Object> rotations(@PathVariable String name, @RequestParam(defaultValue = "20") int limit,
            @RequestParam(required = false) @Nullable String before, HttpServletRequest http) {
        allow(name, http);
        if (limit < 1 || limit > MOST) {
            throw Refused.bad("limit must be between 1 and " + MOST + ", not " + limit);
        }
        Position below = before == null ? ABOVE_ALL : position(before);
        return Map.of("rotations", rotations.newest(name, limit, below).stream().map(ReadController::view).toList());
    }

    @GetMapping("/rotations/{id}")
    Map<String, Object> rotation(@PathVariable String name, @PathVariable String id, HttpServletRequest http) {
        allow(name, http);
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
    Map<String, Object> request(@PathVariable String name, @PathVariable String id, HttpServletRequest http) {
        allow(name, http);
        try {
            Optional<Request> filed = desk.find(name, id);
            if (filed.isPresent()) {
                return RequestView.of(filed.get(), reconciler);
            }
        } catch (UnavailableException e) {
            Map<String, Object> remembered = fromJournal(id);
            if (remembered != null) {
                return remembered;
            }
            throw e;
        }
        Map<String, Object> remembered = fromJournal(id);
        if (remembered != null) {
            return remembered;
        }
        throw new Refused(HttpStatus.NOT_FOUND, "unknown-request", "keyring " + name + " has no request " + id
                + ": its id is the last part of the Location that the command was answered with");
    }

    private void allow(String name, HttpServletRequest http) {
        Refused.unlessKept(name, reconciler.keyring());
        caller.mayRead(name, http);
    }

    private @Nullable Map<String, Object> fromJournal(String id) {
        Gathered known = reconciler.observe().known();
        return known != null && known.reading() instanceof StoreReading.Whole whole
                ? whole.ring().journal().reversed().stream().filter(entry -> id.equals(Journals.requestId(entry)))
                        .findFirst().map(entry -> RequestView.of(id, entry, known)).orElse(null)
                : null;
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
            throw Refused.bad("a rotation's id is <epoch>.<version>, not \"" + text + "\"");
        }
        return new Position(Long.parseLong(parts.getFirst()), Long.parseLong(parts.getLast()));
    }
}
