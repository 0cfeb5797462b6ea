package dev.habittracker.keyring.follow;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.habittracker.events.KeyEvent;
import dev.habittracker.events.KeyRef;
import dev.habittracker.events.KeyRevoked;
import dev.habittracker.events.MemberRole;
import dev.habittracker.events.MemberStatus;
import dev.habittracker.events.Position;
import dev.habittracker.events.RingRevoked;
import dev.habittracker.events.WriteRef;
import dev.habittracker.keyring.ring.Kid;

/// What a process knows from events and statuses alone: writes that the ring in use does not have yet, and what they
/// revoke.
///
/// Immutable. Order, repetition and loss of what comes in make no difference but to when it is known. Only the very write
/// that was declared false is dropped, whatever its position: whoever says so may have applied less than others.
///
/// @param used          the position of the ring in use
/// @param writes        each write heard of that the ring in use does not have, or that revoked something
/// @param declaredFalse writes of that ring's epoch or a later one that an operator declared false, by a rotator's word. One
///                      that the ring has passed stays among them, for its event may come again and revoke
record Hearing(Position used, Map<WriteRef, Heard> writes, Set<WriteRef> declaredFalse) {

    static final Hearing NOTHING = new Hearing(Position.NONE, Map.of(), Set.of());

    /// What is known of one write.
    ///
    /// @param since       when it was first heard of
    /// @param revoked     the kids that it revoked
    /// @param signInstead the ACTIVE key after it, where it revoked any; else `null`
    record Heard(Moment since, Set<Kid> revoked, @Nullable Kid signInstead) {

        /// A status tells of the write alone, its event of what it did.
        private Heard with(Heard later) {
            return new Heard(since, later.revoked.isEmpty() ? revoked : later.revoked,
                    later.signInstead == null ? signInstead : later.signInstead);
        }
    }

    Hearing {
        writes = Map.copyOf(writes);
        declaredFalse = Set.copyOf(declaredFalse);
    }

    Hearing plus(KeyEvent event, Moment now) {
        WriteRef write = new WriteRef(new Position(event.header().epoch(), event.header().version()),
                event.header().writeId());
        Set<Kid> revoked = event.revokedKids().stream().flatMap(kid -> Kid.parse(kid).stream())
                .collect(Collectors.toUnmodifiableSet());
        return with(write, new Heard(now, revoked, activeAfter(event)));
    }

    /// A status tells of the ring that its sender uses, and a rotator's of writes that were declared false.
    Hearing plus(MemberStatus status, Moment now) {
        Position applied = status.applied();
        Hearing heard = applied == null
                ? this
                : with(new WriteRef(applied, Objects.requireNonNullElse(status.writeId(), "")),
                        new Heard(now, Set.of(), null));
        return status.declaredFalse() == null || status.role() != MemberRole.ROTATOR
                ? heard
                : heard.without(status.declaredFalse());
    }

    private Hearing with(WriteRef write, Heard heard) {
        // an acceptance has decided over every key of earlier epochs
        boolean dealtWith = isOfEarlierEpoch(write, used)
                || !write.position().isAfter(used) && heard.revoked().isEmpty();
        if (dealtWith || declaredFalse.contains(write)) {
            return this;
        }
        Map<WriteRef, Heard> all = new HashMap<>(writes);
        all.merge(write, heard, Heard::with);
        return new Hearing(used, all, declaredFalse);
    }

    /// What is left once these writes are known to be false, now and whenever somebody tells of them again.
    Hearing without(Collection<WriteRef> falsehoods) {
        Set<WriteRef> all = new HashSet<>(declaredFalse);
        falsehoods.stream().filter(write -> !isOfEarlierEpoch(write, used)).forEach(all::add);
        Map<WriteRef, Heard> kept = new HashMap<>(writes);
        kept.keySet().removeAll(Set.copyOf(falsehoods));
        return new Hearing(used, kept, all);
    }

    /// What is left once a ring at this position is in use: it has dealt with every revocation up to it.
    Hearing applied(Position ring) {
        Map<WriteRef, Heard> open = new HashMap<>(writes);
        open.keySet().removeIf(write -> !write.position().isAfter(ring));
        Set<WriteRef> stillFalse = new HashSet<>(declaredFalse);
        stillFalse.removeIf(write -> isOfEarlierEpoch(write, ring));
        return new Hearing(used.max(ring), open, stillFalse);
    }

    private static boolean isOfEarlierEpoch(WriteRef write, Position ring) {
        return write.position().epoch() < ring.epoch();
    }

    /// The highest position heard of.
    Position position() {
        Position highest = used;
        for (WriteRef write : writes.keySet()) {
            highest = highest.max(write.position());
        }
        return highest;
    }

    Set<Kid> revoked() {
        return writes.values().stream().flatMap(heard -> heard.revoked().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /// The ACTIVE key after the newest of the writes that revoke; `null` where none does.
    @Nullable
    Kid signInstead() {
        return writes.entrySet().stream().filter(write -> write.getValue().signInstead() != null)
                .max(Comparator.comparing(write -> write.getKey().position()))
                .map(write -> write.getValue().signInstead()).orElse(null);
    }

    /// Writes above a position that have been heard of for at least so long.
    Set<WriteRef> above(Position top, Duration atLeast, Moment now) {
        return writes.entrySet().stream().filter(write -> write.getKey().position().isAfter(top))
                .filter(write -> now.waitedSince(write.getValue().since()).compareTo(atLeast) >= 0)
                .map(Map.Entry::getKey).collect(Collectors.toUnmodifiableSet());
    }

    private static @Nullable Kid activeAfter(KeyEvent event) {
        KeyRef active = event instanceof KeyRevoked revoked
                ? revoked.active()
                : event instanceof RingRevoked revoked ? revoked.active() : null;
        return active == null ? null : Kid.parse(active.kid()).orElse(null);
    }
}
