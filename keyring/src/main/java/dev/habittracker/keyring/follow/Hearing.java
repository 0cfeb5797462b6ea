package dev.habittracker.keyring.follow;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.habittracker.events.KeyEvent;
import dev.habittracker.events.KeyRef;
import dev.habittracker.events.KeyRevoked;
import dev.habittracker.events.MemberRole;
import dev.habittracker.events.MemberStatus;
import dev.habittracker.events.Position;
import dev.habittracker.events.RingRevoked;
import dev.habittracker.keyring.ring.Kid;

/// What a process knows from events and statuses alone: the highest position of any ring, and kids that are revoked.
///
/// Immutable. Order, repetition and loss of what comes in make no difference but to when it is known.
///
/// @param position    the highest position heard of
/// @param revocations revoked kids and the position of the write that revoked them
/// @param successor   the key that signs after the newest of those writes, and its position; `null` where none was heard
record Hearing(Position position, Map<Kid, Position> revocations, @Nullable Successor successor) {

    static final Hearing NOTHING = new Hearing(Position.NONE, Map.of(), null);

    record Successor(Position position, Kid active) {}

    Hearing {
        revocations = Map.copyOf(revocations);
    }

    Hearing plus(KeyEvent event) {
        Position at = new Position(event.header().epoch(), event.header().version());
        Map<Kid, Position> revoked = new HashMap<>(revocations);
        event.revokedKids().forEach(text -> Kid.parse(text).ifPresent(kid -> revoked.merge(kid, at, Position::max)));
        return new Hearing(position.max(at), revoked, later(successor, successorIn(event, at)));
    }

    /// A status tells of the ring that its sender uses. A rotator's word that nothing stands above a position takes back
    /// what was heard beyond it.
    Hearing plus(MemberStatus status) {
        Hearing heard = status.applied() == null
                ? this
                : new Hearing(position.max(status.applied()), revocations, successor);
        Position top = status.nothingAbove();
        return top == null || status.role() != MemberRole.ROTATOR ? heard : heard.nothingAbove(top);
    }

    /// What is left once a ring at this position is in use: it has dealt with every revocation up to it.
    Hearing applied(Position ring) {
        Map<Kid, Position> open = new HashMap<>(revocations);
        open.values().removeIf(at -> !at.isAfter(ring));
        Successor left = successor == null || !successor.position().isAfter(ring) ? null : successor;
        return new Hearing(position.max(ring), open, left);
    }

    Set<Kid> revoked() {
        return revocations.keySet();
    }

    @Nullable
    Kid signInstead() {
        return successor == null ? null : successor.active();
    }

    Hearing nothingAbove(Position top) {
        if (!position.isAfter(top)) {
            return this;
        }
        Map<Kid, Position> kept = new HashMap<>(revocations);
        kept.values().removeIf(at -> at.isAfter(top));
        return new Hearing(top, kept, successor != null && successor.position().isAfter(top) ? null : successor);
    }

    private static @Nullable Successor successorIn(KeyEvent event, Position at) {
        KeyRef active = event instanceof KeyRevoked revoked
                ? revoked.active()
                : event instanceof RingRevoked revoked ? revoked.active() : null;
        return active == null ? null : Kid.parse(active.kid()).map(kid -> new Successor(at, kid)).orElse(null);
    }

    private static @Nullable Successor later(@Nullable Successor a, @Nullable Successor b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.position().isAfter(b.position()) ? a : b;
    }
}
