package dev.habittracker.simulation.check;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.habittracker.events.KeyEvent;
import dev.habittracker.events.MemberStatus;
import dev.habittracker.events.Position;
import dev.habittracker.events.WriteRef;
import dev.habittracker.keyring.follow.Snapshot;
import dev.habittracker.keyring.ring.Kid;

/// Rule 3: a revoked key is refused from its event alone, at once; and by the poll where no event comes, within `spread`.
///
/// Excepted: an operator who declared the event false, or trusted a restored ring where nobody remembered the revocation;
/// and what a restore brought back until it is accepted, for whoever never heard of the revocation.
public final class RevokedIsRefused implements Watch {

    private final Court court;
    private final Facts facts;
    private final Duration spread;
    private final Map<String, Map<WriteRef, Set<Kid>>> heard = new HashMap<>();
    private final Set<WriteRef> declaredFalse = new HashSet<>();
    private final Set<WriteRef> forged = new HashSet<>();

    /// Judges by what truly happened.
    public RevokedIsRefused(Court court, Facts facts, Duration spread) {
        this.court = court;
        this.facts = facts;
        this.spread = spread;
    }

    @Override
    public void forged(KeyEvent event) {
        forged.add(writeOf(event));
    }

    @Override
    public void heard(Subject who, KeyEvent event) {
        heard.computeIfAbsent(who.name(), name -> new HashMap<>()).put(writeOf(event),
                event.revokedKids().stream().map(Kid::of).collect(Collectors.toUnmodifiableSet()));
    }

    @Override
    public void told(Subject who, MemberStatus status) {
        if (status.declaredFalse() != null) {
            declaredFalse.addAll(status.declaredFalse());
        }
    }

    @Override
    public void judged(Subject who, Token token, Verdict verdict, String why) {
        Optional<Kid> kid = facts.kidOf(token);
        if (verdict != Verdict.ACCEPTED || kid.isEmpty() || facts.hasTrustedBlindly()) {
            return;
        }
        if (hasHeardOf(who, kid.get())) {
            court.broken(Rule.REVOKED_IS_REFUSED, who.name() + " accepted " + token + " though it heard that "
                    + kid.get() + " is revoked");
        }
        facts.revokedAt(kid.get()).filter(at -> facts.restoredAt() < 0 && !facts.hasForgedRevocation())
                .map(at -> Duration.ofNanos(court.now() - at))
                .filter(age -> age.compareTo(spread) > 0 && who.healthyFor().compareTo(age) > 0)
                .ifPresent(age -> court.broken(Rule.REVOKED_IS_REFUSED, who.name() + ", which reaches Vault, accepted "
                        + token + " " + age + " after the revocation of " + kid.get()));
    }

    private boolean hasHeardOf(Subject who, Kid kid) {
        return heard.getOrDefault(who.name(), Map.of()).entrySet().stream()
                .filter(write -> write.getValue().contains(kid) && !declaredFalse.contains(write.getKey()))
                .anyMatch(write -> !disproved(who, write.getKey()));
    }

    /// A ring in the place of a forged write, or above it, has dealt with it.
    private boolean disproved(Subject who, WriteRef write) {
        return forged.contains(write) && who.snapshot().map(Snapshot::position)
                .filter(inUse -> !write.position().isAfter(inUse)).isPresent();
    }

    private static WriteRef writeOf(KeyEvent event) {
        return new WriteRef(new Position(event.header().epoch(), event.header().version()), event.header().writeId());
    }
}
