package dev.habittracker.keyring.ring;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.habittracker.events.EventFormatException;
import dev.habittracker.events.KeyEvent;
import dev.habittracker.events.KidExpiry;
import dev.habittracker.events.Position;

/// All keys of a keyring, as one immutable value. One secret in Vault holds it, and its KV version is the ring's.
///
/// | state    | which key                                          | signs | verifies          | leaves by |
/// |----------|----------------------------------------------------|-------|-------------------|-----------|
/// | NEXT     | has no `exp`, and `active` does not name it        | no    | yes               | rotate: ACTIVE; replace next, revoke: gone |
/// | ACTIVE   | `active` names it                                  | yes   | yes               | rotate, adopt, roll back: RETIRING; revoke: gone |
/// | RETIRING | has an `exp` that has not passed                   | no    | yes               | roll back: ACTIVE; time: EXPIRED; revoke: gone |
/// | CARRIED  | listed without material, its `exp` has not passed  | no    | by who holds it   | time: EXPIRED; revoke: gone |
/// | EXPIRED  | has an `exp` that has passed                       | no    | no                | retire: gone |
///
/// The state is a function of (ring, now): only `exp` is ever compared with a clock. Every change is one write
/// (`dev.habittracker.keyring.ring.write`), with one journal entry and one event.
///
/// @param epoch     Unix seconds of the creation or of the last acceptance of a restored ring; orders above the version
/// @param policy    the rules for keys minted from now on
/// @param active    the key that signs
/// @param activated when the write that made it so was decided
/// @param keys      ACTIVE, NEXT and those that verify on
/// @param carried   keys that verify on without material here
/// @param revoked   the newest revoked keys, by thumbprint
/// @param hold      set while automatic rotation is off
/// @param journal   the last writes, oldest first, at most [#JOURNAL_LIMIT]
/// @param unknown   what its document has that this version does not know, to be written again
public record Ring(long epoch, Policy policy, Kid active, Instant activated, List<RingKey> keys,
        List<CarriedKey> carried,
        List<RevokedKey> revoked, @Nullable Hold hold, List<JournalEntry> journal, UnknownFields unknown) {

    /// How many writes the journal keeps.
    public static final int JOURNAL_LIMIT = 64;

    /// How many revoked keys are remembered by thumbprint.
    public static final int REVOKED_LIMIT = 64;

    public Ring {
        keys = List.copyOf(keys);
        carried = List.copyOf(carried);
        revoked = newest(revoked, REVOKED_LIMIT);
        journal = newest(journal, JOURNAL_LIMIT);
        Set<Kid> kids = new HashSet<>();
        Stream.concat(keys.stream().map(RingKey::kid), carried.stream().map(CarriedKey::kid)).forEach(kid -> {
            if (!kids.add(kid)) {
                throw new IllegalArgumentException("kid " + kid + " stands twice in the ring");
            }
        });
        List<Kid> unending = keys.stream().filter(key -> key.exp() == null).map(RingKey::kid).toList();
        if (!unending.contains(active)) {
            throw new IllegalArgumentException("the active key " + active + " is missing or has an exp");
        }
        if (unending.size() != 2) {
            throw new IllegalArgumentException("a ring has two keys without exp, ACTIVE and NEXT, but this one has "
                    + unending.size());
        }
        if (journal.isEmpty()) {
            throw new IllegalArgumentException("the journal is empty");
        }
        for (int i = 1; i < journal.size(); i++) {
            if (journal.get(i).version() != journal.get(i - 1).version() + 1) {
                throw new IllegalArgumentException("the journal goes from version " + journal.get(i - 1).version()
                        + " to " + journal.get(i).version());
            }
        }
    }

    /// A ring of which nothing is unknown.
    public Ring(long epoch, Policy policy, Kid active, Instant activated, List<RingKey> keys, List<CarriedKey> carried,
            List<RevokedKey> revoked, @Nullable Hold hold, List<JournalEntry> journal) {
        this(epoch, policy, active, activated, keys, carried, revoked, hold, journal, UnknownFields.NONE);
    }

    /// The same ring, with what its document has besides.
    Ring keeping(UnknownFields fields) {
        return new Ring(epoch, policy, active, activated, keys, carried, revoked, hold, journal, fields);
    }

    /// The KV version that this ring is.
    public long version() {
        return journal.getLast().version();
    }

    /// The write that made it.
    public String writeId() {
        return journal.getLast().writeId();
    }

    /// Its place in the order of all rings.
    public Position position() {
        return new Position(epoch, version());
    }

    /// The key that signs.
    public RingKey activeKey() {
        return find(active).orElseThrow();
    }

    /// The key that will sign next.
    public RingKey nextKey() {
        return keys.stream().filter(key -> key.exp() == null && !key.kid().equals(active)).findFirst().orElseThrow();
    }

    /// Keys with an `exp`, passed or not, the one that expires last first.
    public List<RingKey> retiringKeys() {
        return keys.stream().filter(key -> key.exp() != null)
                .sorted((a, b) -> b.toExpiry().exp().compareTo(a.toExpiry().exp())).toList();
    }

    /// The key with this id, if its material is here.
    public Optional<RingKey> find(Kid kid) {
        return keys.stream().filter(key -> key.kid().equals(kid)).findFirst();
    }

    /// Whether the ring lists this kid, with or without material.
    public boolean lists(Kid kid) {
        return find(kid).isPresent() || carried.stream().anyMatch(key -> key.kid().equals(kid));
    }

    /// What a kid is at an instant. A key is expired from the instant of its `exp` on.
    public KeyState stateOf(Kid kid, Instant now) {
        Optional<RingKey> key = find(kid);
        if (key.isPresent()) {
            Instant exp = key.get().exp();
            if (exp == null) {
                return kid.equals(active) ? KeyState.ACTIVE : KeyState.NEXT;
            }
            return now.isBefore(exp) ? KeyState.RETIRING : KeyState.EXPIRED;
        }
        return carried.stream().filter(candidate -> candidate.kid().equals(kid)).findFirst()
                .map(candidate -> now.isBefore(candidate.exp()) ? KeyState.CARRIED : KeyState.EXPIRED)
                .orElse(KeyState.ABSENT);
    }

    /// The journal's entry for a version, if the journal reaches it.
    public Optional<JournalEntry> journalEntry(long version) {
        long index = version - journal.getFirst().version();
        return index < 0 || index >= journal.size() ? Optional.empty() : Optional.of(journal.get((int) index));
    }

    /// Whether this ring descends from that write, as far as the journal tells.
    ///
    /// @return [Descent#YES] where the journal has the write, [Descent#NO] where it has another one of that number or ends
    ///         below it (then the two are a fork), [Descent#UNKNOWN] where the number is older than the journal reaches
    public Descent descendsFrom(long version, String writeId) {
        if (version < journal.getFirst().version()) {
            return Descent.UNKNOWN;
        }
        return journalEntry(version).filter(entry -> entry.writeId().equals(writeId)).isPresent()
                ? Descent.YES
                : Descent.NO;
    }

    /// This ring as every reader must take it: the expiries that its newest write set are moved by
    /// `max(0, created - decided - W)`, for a write can land later than it was sent, and so is the time since when its
    /// newest keys are known. The next write stores the sum. Where the newest entry cannot be read, every `exp` may be one
    /// that it set, and all are moved: a key that verifies for longer refuses no valid token.
    ///
    /// Call it once, on the ring as it was read: a second call adds a second time.
    ///
    /// @param created the KV version's created time
    public Ring landed(Instant created) {
        JournalEntry newest = journal.getLast();
        Duration late = Duration.between(newest.decided(), created).minus(policy.timing().writeBudget());
        if (!late.isPositive()) {
            return this;
        }
        Predicate<Kid> expirySetByIt = expirySetBy(newest);
        List<RingKey> moved = keys.stream().map(key -> {
            RingKey known = key.kid().minted().equals(position()) ? key.publishedAt(key.published().plus(late)) : key;
            return known.exp() != null && expirySetByIt.test(key.kid())
                    ? known.retiring(known.exp().plus(late))
                    : known;
        }).toList();
        List<CarriedKey> movedCarried = carried.stream()
                .map(key -> expirySetByIt.test(key.kid()) ? new CarriedKey(key.kid(), key.exp().plus(late)) : key)
                .toList();
        return new Ring(epoch, policy, active, activated, moved, movedCarried, revoked, hold, journal, unknown);
    }

    private static Predicate<Kid> expirySetBy(JournalEntry entry) {
        Optional<KeyEvent> event;
        try {
            event = entry.toEvent();
        } catch (EventFormatException e) {
            event = Optional.empty();
        }
        return event.<Predicate<Kid>>map(known -> {
            Set<String> kids = known.expiries().stream().map(KidExpiry::kid).collect(Collectors.toSet());
            return kid -> kids.contains(kid.toString());
        }).orElse(kid -> true);
    }

    private static <T> List<T> newest(List<T> all, int limit) {
        return List.copyOf(new ArrayList<>(all).subList(Math.max(0, all.size() - limit), all.size()));
    }
}
