package dev.habittracker.keyring.ring.write;

import dev.habittracker.events.RotationResumed;
import dev.habittracker.keyring.ring.Ring;

/// Automatic rotation goes on.
public record Resume() implements RingWrite.OnRing {

    @Override
    public WriteOutcome change(Ring ring, WriteContext context) {
        if (ring.hold() == null) {
            return new WriteOutcome.Refused(Refusal.NOTHING_TO_DO, "rotation is not on hold");
        }
        return Edit.of(ring, context).hold(null).done(new RotationResumed(context.header(ring.epoch())));
    }
}
