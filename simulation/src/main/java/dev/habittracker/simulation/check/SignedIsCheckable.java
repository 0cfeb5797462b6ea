package dev.habittracker.simulation.check;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.habittracker.events.EventType;
import dev.habittracker.keyring.ring.Kid;

/// Rule 2: what somebody signs, every live verifier can check at once.
///
/// A verifier that takes requests counts where it has reached Vault for `spread` without a failure or a pause; and for keys
/// that a rotation made ACTIVE also where it reached Kafka when that was written, and long enough before to be counted as
/// live, whether it reaches Vault or not: the rotation has to wait for it, or for the rotator to hear anything. Excepted:
/// keys that came to sign otherwise than by a rotation or a rollback, and keys that a restore lost.
public final class SignedIsCheckable implements Watch {

    /// A process that starts, or that was cut off, is counted as live once a status of it has come through: three intervals,
    /// and the longest that the bus delays a record.
    private static final Duration UNTIL_LIVE = Duration.ofSeconds(60);

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
        boolean neverActive = activation == null;
        if (neverActive && facts.hasForgedRevocation()) {
            // obeyed like a true one, and a revocation while NEXT is young is excepted
            return;
        }
        boolean rotated = activation != null && activation.event().equals(EventType.KEY_ROTATED.wireName());
        boolean rolledBack = activation != null && activation.event().equals(EventType.KEY_ROLLED_BACK.wireName());
        if (!neverActive && !rotated && !rolledBack) {
            return;
        }
        Duration live = activation == null
                ? Duration.ofDays(1)
                : Duration.ofNanos(court.now() - activation.at()).plus(UNTIL_LIVE);
        services.stream().filter(Subject::ready)
                .filter(service -> !service.isHeldUp()).filter(service -> service.healthyFor().compareTo(spread) > 0
                        || rotated && service.audibleFor().compareTo(live) > 0)
                .filter(service -> service.wall().isBefore(token.expires())).filter(service -> !service.accepts(token))
                .findFirst()
                .ifPresent(service -> court.broken(Rule.NOBODY_SIGNS_UNCHECKABLY, who.name() + " signed " + token
                        + ", which " + service.name() + " cannot check: its ring is "
                        + service.snapshot().map(Object::toString).orElse("none")));
    }
}
