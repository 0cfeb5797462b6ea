package dev.habittracker.simulation.world;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.habittracker.events.Position;
import dev.habittracker.keyring.ring.CarriedKey;
import dev.habittracker.keyring.ring.Kid;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.RingKey;
import dev.habittracker.rotator.decide.Journals;
import dev.habittracker.rotator.decide.Outcome;
import dev.habittracker.rotator.known.KnownWrite;
import dev.habittracker.rotator.known.LiveMembers;
import dev.habittracker.rotator.known.OpenRequest;
import dev.habittracker.rotator.known.Past;
import dev.habittracker.rotator.reconcile.Aims;
import dev.habittracker.rotator.reconcile.History;
import dev.habittracker.rotator.reconcile.UnavailableException;
import dev.habittracker.rotator.requests.Request;
import dev.habittracker.rotator.requests.RequestStore;

/// The rotators' database: history, requests and aims, with what the statements of the real one do.
public final class SimDatabase implements History, RequestStore, Aims {

    private record Row(Position position, String writeId, @Nullable String request, Set<Kid> kids,
            boolean published) {

        Row with(Set<Kid> newest) {
            return kids.isEmpty() ? new Row(position, writeId, request, newest, published) : this;
        }

        Row asPublished() {
            return new Row(position, writeId, request, kids, true);
        }
    }

    private final Map<String, Row> rows = new LinkedHashMap<>();
    private final Set<KnownWrite> declaredFalse = new LinkedHashSet<>();
    private final Map<String, Request> requests = new LinkedHashMap<>();
    private final Map<String, Aim> aims = new HashMap<>();
    private boolean away;

    /// The database gives no answer, or does again.
    public void away(boolean away) {
        this.away = away;
    }

    /// Whether it gives no answer.
    public boolean isAway() {
        return away;
    }

    /// Everything is lost, as where an empty database was put in its place.
    public void lose() {
        rows.clear();
        declaredFalse.clear();
        aims.clear();
    }

    private void answer() {
        if (away) {
            throw new UnavailableException("the database is away", null);
        }
    }

    @Override
    public Past.Recorded past(String keyring) {
        answer();
        // of two of one position, as a fork has them, the one that was recorded later
        Row newest = rows.values().stream().reduce((a, b) -> a.position().isAfter(b.position()) ? a : b).orElse(null);
        Position published = rows.values().stream().filter(Row::published).map(Row::position)
                .max(Comparator.naturalOrder()).orElse(Position.NONE);
        return new Past.Recorded(
                newest == null ? null : new KnownWrite(newest.position(), newest.writeId(), "the history"),
                newest == null ? Set.of() : newest.kids(), published, List.copyOf(declaredFalse));
    }

    @Override
    public Map<String, Position> carriedOut(String keyring, Set<String> ids) {
        answer();
        Map<String, Position> done = new HashMap<>();
        for (Row row : rows.values()) {
            String request = row.request();
            if (request != null && ids.contains(request)) {
                done.merge(request, row.position(), (a, b) -> a.isAfter(b) ? a : b);
            }
        }
        return done;
    }

    @Override
    public void record(String keyring, Ring ring, Instant created) {
        answer();
        Set<Kid> kids = Stream.concat(ring.keys().stream().map(RingKey::kid),
                ring.carried().stream().map(CarriedKey::kid)).collect(Collectors.toCollection(HashSet::new));
        ring.journal().forEach(entry -> {
            Position position = Journals.position(entry);
            Set<Kid> held = entry.version() == ring.version() ? kids : Set.of();
            rows.merge(position + " " + entry.writeId(),
                    new Row(position, entry.writeId(), Journals.requestId(entry), held, false),
                    (old, fresh) -> old.with(fresh.kids()));
        });
    }

    @Override
    public void published(String keyring, Position upTo, Instant at) {
        answer();
        rows.replaceAll((_, row) -> row.position().isAfter(upTo) ? row : row.asPublished());
    }

    @Override
    public void applied(String keyring, List<LiveMembers.Entry> members) {
        answer();
    }

    @Override
    public void step(String keyring, @Nullable Position target, Instant at, String kind, String reason) {
        answer();
    }

    @Override
    public void declareFalse(String keyring, List<KnownWrite> writes, Instant at) {
        answer();
        declaredFalse.addAll(writes);
    }

    @Override
    public Request accept(Request request) {
        answer();
        Request earlier = requests.putIfAbsent(request.id(), request);
        return earlier == null ? request : earlier;
    }

    @Override
    public void keep(Request request) {
        answer();
        requests.merge(request.id(), request, (old, fresh) -> old.isOpen() ? fresh : old);
    }

    @Override
    public Optional<Request> find(String keyring, String id) {
        answer();
        return Optional.ofNullable(requests.get(id));
    }

    @Override
    public List<OpenRequest> open(String keyring) {
        answer();
        return requests.values().stream().filter(Request::isOpen).map(Request::asked)
                .sorted(Comparator.comparing(OpenRequest::accepted).thenComparing(OpenRequest::id)).toList();
    }

    @Override
    public void finish(OpenRequest request, Outcome outcome, @Nullable Position position, String reason) {
        answer();
        requests.computeIfPresent(request.id(), (_, known) -> known.isOpen()
                ? known.finished(outcome, position, reason, request.accepted())
                : known);
    }

    @Override
    public void waiting(OpenRequest request, String reason) {
        answer();
        requests.computeIfPresent(request.id(), (_, known) -> known.isOpen() ? known.waiting(reason) : known);
    }

    @Override
    public @Nullable Aim aim(String keyring) {
        answer();
        return aims.get(keyring);
    }

    @Override
    public void change(String keyring, Aim aim) {
        answer();
        aims.put(keyring, aim);
    }
}
