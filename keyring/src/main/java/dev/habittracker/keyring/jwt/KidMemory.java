package dev.habittracker.keyring.jwt;

import java.util.Iterator;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import dev.habittracker.keyring.follow.Moment;
import dev.habittracker.keyring.follow.Snapshot;
import dev.habittracker.keyring.ring.Kid;

/// What is remembered of kids that a read was asked for: when each was first met, and under which version of the secret a
/// token of it was refused, so that the same question costs one read. Bounded, whatever is sent here.
final class KidMemory {

    /// More than there are live kids by a factor of hundreds; a flood of forged ones pushes out others' entries, which then
    /// cost a read once more.
    static final int LIMIT = 1024;

    private record Entry(Moment firstMet, Snapshot.@Nullable Identity refusedUnder) {}

    private final ConcurrentHashMap<Kid, Entry> entries = new ConcurrentHashMap<>();

    /// When a token of this kid first needed a read; `arrived` if this one is the first.
    Moment firstMet(Kid kid, Moment arrived) {
        Entry known = entries.get(kid);
        if (known != null) {
            return known.firstMet();
        }
        makeRoom();
        return entries.computeIfAbsent(kid, key -> new Entry(arrived, null)).firstMet();
    }

    /// Whether a read has answered the question already, and the secret has not changed since.
    boolean refusedUnder(Kid kid, Snapshot.Identity identity) {
        Entry known = entries.get(kid);
        return known != null && identity.equals(known.refusedUnder());
    }

    /// Remembers a refusal that a read was needed for.
    void refused(Kid kid, Snapshot.Identity identity) {
        entries.computeIfPresent(kid, (key, known) -> new Entry(known.firstMet(), identity));
    }

    int size() {
        return entries.size();
    }

    private void makeRoom() {
        Iterator<Kid> any = entries.keySet().iterator();
        while (entries.size() >= LIMIT && any.hasNext()) {
            any.next();
            any.remove();
        }
    }
}
