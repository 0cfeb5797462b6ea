package dev.habittracker.rotator.reconcile;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.habittracker.events.Position;
import dev.habittracker.keyring.ring.Kid;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.rotator.decide.Journals;
import dev.habittracker.rotator.known.KnownWrite;
import dev.habittracker.rotator.known.LiveMembers;
import dev.habittracker.rotator.known.Past;

/// The history of one keyring in memory. Every call may be repeated.
final class MemoryHistory implements History {

    /// A version of the ring.
    ///
    /// @param kids      the kids that it listed; empty where it was filled in later
    /// @param published whether Kafka was known to have its event
    record Row(KnownWrite write, String event, Set<Kid> kids, boolean published) {}

    private final Map<KnownWrite, Row> rows = new LinkedHashMap<>();
    private final Map<String, Position> requests = new HashMap<>();
    private final List<KnownWrite> forgotten = new ArrayList<>();
    private final List<String> steps = new ArrayList<>();
    private Set<Integer> refusedSteps = Set.of();
    private int stepsTold;

    @Override
    public synchronized Past.Recorded past(String keyring) {
        Row newest = rows.values().stream().max(Comparator.comparing(row -> row.write().position())).orElse(null);
        Position published = rows.values().stream().filter(Row::published).map(row -> row.write().position())
                .max(Comparator.naturalOrder()).orElse(Position.NONE);
        return new Past.Recorded(newest == null ? null : newest.write(), newest == null ? Set.of() : newest.kids(),
                published, List.copyOf(forgotten));
    }

    @Override
    public synchronized Map<String, Position> carriedOut(String keyring, Set<String> ids) {
        Map<String, Position> done = new HashMap<>(requests);
        done.keySet().retainAll(ids);
        return done;
    }

    @Override
    public synchronized void record(String keyring, Ring ring, Instant created) {
        Set<Kid> kids = new HashSet<>();
        ring.keys().forEach(key -> kids.add(key.kid()));
        ring.carried().forEach(key -> kids.add(key.kid()));
        ring.journal().forEach(entry -> {
            KnownWrite write = new KnownWrite(Journals.position(entry), entry.writeId(), "the history");
            String request = Journals.requestId(entry);
            if (request != null) {
                requests.merge(request, write.position(), (a, b) -> a.isAfter(b) ? a : b);
            }
            Row before = rows.get(write);
            Set<Kid> listed = entry.version() == ring.version() ? kids : Set.of();
            rows.put(write,
                    new Row(write, entry.event(), before == null || before.kids().isEmpty() ? listed : before.kids(),
                            before != null && before.published()));
        });
    }

    @Override
    public synchronized void published(String keyring, Position upTo, Instant at) {
        rows.replaceAll((_, row) -> row.write().position().isAfter(upTo)
                ? row
                : new Row(row.write(), row.event(), row.kids(), true));
    }

    @Override
    public void applied(String keyring, List<LiveMembers.Entry> members) {
        // nobody asks for it here
    }

    @Override
    public synchronized void step(String keyring, @Nullable Position target, Instant at, String kind, String reason) {
        stepsTold++;
        if (refusedSteps.contains(stepsTold)) {
            throw new UnavailableException("the history is away", null);
        }
        steps.add(kind + " " + target + ": " + reason);
    }

    @Override
    public synchronized void declareFalse(String keyring, List<KnownWrite> writes, Instant at) {
        writes.stream().filter(write -> forgotten.stream().noneMatch(write::isSameAs)).forEach(forgotten::add);
    }

    /// A row was never written, for its writer died.
    synchronized void lose(Position position) {
        rows.keySet().removeIf(write -> write.position().equals(position));
    }

    /// The history is away whenever it is told its step of one of these numbers, counted from 1.
    synchronized void refuseSteps(Integer... numbers) {
        refusedSteps = Set.of(numbers);
    }

    synchronized List<Row> rows() {
        return List.copyOf(rows.values());
    }

    synchronized List<String> steps() {
        return List.copyOf(steps);
    }
}
