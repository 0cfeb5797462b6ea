package dev.habittracker.simulation.check;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.habittracker.events.KeyEvent;
import dev.habittracker.events.MemberStatus;
import dev.habittracker.keyring.ring.Kid;

/// Rule 3: a revoked key is refused from its event alone, at once; and by the poll where no event comes, within `spread`.
///
/// Excepted: an operator who declared the event false, or trusted a restored ring where nobody remembered the revocation;
/// and what a restore brought back until it is accepted, for whoever never heard of the revocation.
public final class RevokedIsRefused implements Watch {

    private final Court court;
    private final Facts facts;
    private final Duration spread;
    private final Map<String, Set<Kid>> heard = new HashMap<>();
    private boolean forgotten;

    /// Judges by what truly happened.
    public RevokedIsRefused(Court court, Facts facts, Duration spread) {
        this.court = court;
        this.facts = facts;
        this.spread = spread;
    }

    @Override
    public void heard(Subject who, KeyEvent event) {
        event.revokedKids().stream().map(Kid::of)
                .forEach(kid -> heard.computeIfAbsent(who.name(), name -> new HashSet<>()).add(kid));
    }

    @Override
    public void told(Subject who, MemberStatus status) {
        forgotten |= status.nothingAbove() != null;
    }

    @Override
    public void judged(Subject who, Token token, Verdict verdict, String why) {
        Optional<Kid> kid = facts.kidOf(token);
        if (verdict != Verdict.ACCEPTED || kid.isEmpty() || forgotten || facts.hasTrustedBlindly()) {
            return;
        }
        if (heard.getOrDefault(who.name(), Set.of()).contains(kid.get())) {
            court.broken(Rule.REVOKED_IS_REFUSED, who.name() + " accepted " + token + " though it heard that "
                    + kid.get() + " is revoked");
        }
        facts.revokedAt(kid.get()).filter(at -> facts.restoredAt() < 0 && !facts.hasForgedRevocation())
                .map(at -> Duration.ofNanos(court.now() - at))
                .filter(age -> age.compareTo(spread) > 0 && who.healthyFor().compareTo(age) > 0)
                .ifPresent(age -> court.broken(Rule.REVOKED_IS_REFUSED, who.name() + ", which reaches Vault, accepted "
                        + token + " " + age + " after the revocation of " + kid.get()));
    }
}
