package dev.habittracker.simulation.check;

import org.jspecify.annotations.Nullable;

import dev.habittracker.events.MemberRole;
import dev.habittracker.keyring.follow.Snapshot;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.simulation.world.SecretState;

/// Rule 4: a process goes from a ring to one that truly came out of it, or to one of a later epoch; and nobody but a
/// rotator writes rings.
public final class OneOrder implements Watch {

    private final Court court;
    private final Facts facts;

    /// Judges by what truly happened.
    public OneOrder(Court court, Facts facts) {
        this.court = court;
        this.facts = facts;
    }

    @Override
    public void applied(Subject who, @Nullable Snapshot before, Snapshot after) {
        Ring was = before == null ? null : before.ring();
        Ring is = after.ring();
        if (was == null || was == is) {
            return;
        }
        if (is == null || is.epoch() < was.epoch()
                || is.epoch() == was.epoch() && (is.version() < was.version() || !facts.descends(is, was))) {
            court.broken(Rule.ONE_ORDER, who.name() + " went from " + was.position() + " of " + was.writeId() + " to "
                    + (is == null ? "no ring" : is.position() + " of " + is.writeId()));
        }
    }

    @Override
    public void written(SecretState before, SecretState.Version made, String by) {
        if (made.ring() != null && !by.startsWith(MemberRole.ROTATOR.name().toLowerCase(java.util.Locale.ROOT))) {
            court.broken(Rule.ONE_ORDER, by + " wrote the ring at version " + made.number() + ", and is no rotator");
        }
    }
}
