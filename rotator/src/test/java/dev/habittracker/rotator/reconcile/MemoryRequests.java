package dev.habittracker.rotator.reconcile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.habittracker.events.Position;
import dev.habittracker.rotator.decide.Outcome;
import dev.habittracker.rotator.known.OpenRequest;

/// Requests in memory. The first end of a request is its end.
final class MemoryRequests implements Requests {

    /// How a request ended.
    record End(Outcome outcome, @Nullable Position position, String reason) {}

    private final List<OpenRequest> accepted = new ArrayList<>();
    private final Map<String, End> ends = new LinkedHashMap<>();
    private final Map<String, String> waiting = new LinkedHashMap<>();
    private @Nullable RuntimeException broken;
    private String breaking = "";

    synchronized void accept(OpenRequest request) {
        accepted.add(request);
    }

    /// From now on nobody can read them; `null` ends that.
    synchronized void breakWith(@Nullable RuntimeException error) {
        broken = error;
    }

    /// Nobody can end this one.
    synchronized void breakAtTheEndOf(String id) {
        breaking = id;
    }

    @Override
    public synchronized List<OpenRequest> open(String keyring) {
        if (broken != null) {
            throw broken;
        }
        return accepted.stream().filter(request -> !ends.containsKey(request.id()))
                .sorted(Comparator.comparing(OpenRequest::accepted)).toList();
    }

    @Override
    public List<OpenRequest> inHand(String keyring) {
        return List.of();
    }

    @Override
    public synchronized void finish(OpenRequest request, Outcome outcome, @Nullable Position position,
            String reason) {
        if (request.id().equals(breaking)) {
            throw new IllegalStateException("an error that nobody foresaw");
        }
        ends.putIfAbsent(request.id(), new End(outcome, position, reason));
    }

    @Override
    public synchronized void waiting(List<OpenRequest> requests, String reason) {
        requests.stream().filter(request -> !ends.containsKey(request.id()))
                .forEach(request -> waiting.put(request.id(), reason));
    }

    synchronized Map<String, End> ends() {
        return Map.copyOf(ends);
    }

    synchronized Map<String, String> waiting() {
        return Map.copyOf(waiting);
    }
}
