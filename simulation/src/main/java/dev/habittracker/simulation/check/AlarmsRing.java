package dev.habittracker.simulation.check;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.habittracker.events.MemberStatus;
import dev.habittracker.events.Position;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.Timing;
import dev.habittracker.keyring.store.StoreReading;
import dev.habittracker.rotator.decide.Alarm;
import dev.habittracker.rotator.known.Bus;
import dev.habittracker.rotator.known.Gathered;
import dev.habittracker.rotator.reconcile.KeyringRules;
import dev.habittracker.rotator.reconcile.Observation;
import dev.habittracker.simulation.world.SimVault;

/// Rule 10: a rotation that is overdue, a clock that is off and a live member that lacks what every member should have by now
/// raise an alarm at every rotator that looks; and once
/// everything is well, every service has the ring that stands, is ready and signs.
public final class AlarmsRing implements Watch {

    private final Court court;
    private final KeyringRules rules;
    private final SimVault vault;
    private final List<? extends Subject> services;

    /// @param rules    how rotators are configured
    /// @param services all that sign
    public AlarmsRing(Court court, KeyringRules rules, SimVault vault, List<? extends Subject> services) {
        this.court = court;
        this.rules = rules;
        this.vault = vault;
        this.services = services;
    }

    @Override
    public void observed(Subject who, Observation seen) {
        Gathered known = seen.known();
        if (known == null) {
            return;
        }
        Instant own = known.answered().wall();
        Duration tolerance = rules.policy().timing().clockError().plusSeconds(1);
        if (own.isAfter(known.now().latest().plus(tolerance))
                || own.isBefore(known.now().earliest().minus(tolerance))) {
            expect(who, seen, Alarm.Kind.CLOCK_OFF);
        }
        if (known.reading() instanceof StoreReading.Whole whole && isOverdue(whole.ring(), known)) {
            expect(who, seen, Alarm.Kind.ROTATION_OVERDUE);
        }
        if (known.reading() instanceof StoreReading.Whole whole && known.bus() instanceof Bus.Heard heard
                && hasSpread(whole.ring(), known)
                && heard.members().live().stream().anyMatch(member -> lacks(member.status(), whole.ring()))) {
            expect(who, seen, Alarm.Kind.MEMBER_LAGGING);
        }
    }

    private static boolean hasSpread(Ring ring, Gathered known) {
        Timing timing = ring.policy().timing();
        Duration spread = timing.poll().plus(timing.lag()).plus(timing.clockError().multipliedBy(2))
                .plus(timing.writeBudget());
        return ring.journal().getLast().decided().plus(spread).isBefore(known.now().earliest());
    }

    private static boolean lacks(MemberStatus status, Ring ring) {
        Position applied = status.applied();
        return applied == null || ring.position().isAfter(applied);
    }

    /// A revocation puts a rotation off by half a period at the most.
    private boolean isOverdue(Ring ring, Gathered known) {
        Duration period = rules.schedule().period().orElse(Duration.ofDays(1));
        Instant late = ring.activated().plus(period).plus(period).plus(rules.deadline());
        boolean revokedLately = ring.journal().stream().anyMatch(entry -> entry.event().contains("revoked")
                && entry.decided().plus(period).plus(rules.deadline()).isAfter(known.now().earliest()));
        return ring.hold() == null && !revokedLately && known.now().earliest().isAfter(late);
    }

    private void expect(Subject who, Observation seen, Alarm.Kind kind) {
        if (seen.alarms().stream().noneMatch(alarm -> alarm.kind() == kind)) {
            court.broken(Rule.NOTHING_STOPS_SILENTLY, who.name() + " does not raise the alarm " + kind.label()
                    + "; it raises " + seen.alarms());
        }
    }

    @Override
    public void ended() {
        Ring ring = vault.stateAt(court.now() - Court.SETTLED.toNanos()).ring();
        if (ring == null) {
            court.broken(Rule.NOTHING_STOPS_SILENTLY, "everything has been well for long, but there is no ring");
            return;
        }
        for (Subject service : services) {
            boolean current = service.snapshot()
                    .filter(snapshot -> !ring.position().isAfter(snapshot.position()) && !snapshot.forked())
                    .isPresent();
            if (!service.ready() || !current) {
                court.broken(Rule.NOTHING_STOPS_SILENTLY, "everything has been well for long, but " + service.name()
                        + (service.ready() ? " is ready" : " is not ready") + " with "
                        + service.snapshot().map(Object::toString).orElse("nothing") + " while Vault is at "
                        + ring.position() + "; it says " + service.problems());
            }
        }
    }
}
