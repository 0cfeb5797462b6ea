package dev.habittracker.simulation.check;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.habittracker.events.EventType;
import dev.habittracker.keyring.ring.Kid;

/// Rule 2: what somebody signs, every live verifier can check at once.
///
/// A verifier counts that takes requests and has reached Vault for `spread` without a failure or a pause. Excepted: keys
/// that came to sign otherwise than by a rotation or a rollback, and keys that a restore lost.
public final class SignedIsCheckable implements Watch {

    private static final Set<String> PLANNED = Set.of(EventType.KEY_ROTATED.wireName(),
            EventType.KEY_ROLLED_BACK.wireName());

    private final Court court;
    private final Facts facts;
    private final List<? extends Subject> services;
    private final Duration spread;

    /// @param services all that verify
    public SignedIsCheckable(Court court, Facts facts, List<? extends Subject> services, Duration spread) {
        this.court = court;
        this.facts = facts;
        this.services = services;
        this.spread = spread;
    }

    @Override
    public void signed(Subject who, Token token) {
        Optional<Kid> kid = facts.kidOf(token);
        if (kid.isEmpty() || facts.revokedAt(kid.get()).isPresent() || facts.isLost(kid.get())
                || facts.restoredAt() >= 0 || facts.hasClockFault()) {
            return;
        }
        Facts.Activation activation = facts.activation(kid.get());
        if (activation != null && !PLANNED.contains(activation.event())) {
            return;
        }
        services.stream().filter(Subject::ready)
                .filter(service -> service.healthyFor().compareTo(spread) > 0)
                .filter(service -> service.wall().isBefore(token.expires())).filter(service -> !service.accepts(token))
                .findFirst()
                .ifPresent(service -> court.broken(Rule.NOBODY_SIGNS_UNCHECKABLY, who.name() + " signed " + token
                        + ", which " + service.name() + " cannot check: its ring is "
                        + service.snapshot().map(Object::toString).orElse("none")));
    }
}
