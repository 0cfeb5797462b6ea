package dev.habittracker.keyring.ring.write;

import org.jspecify.annotations.Nullable;

import dev.habittracker.events.RingCreated;
import dev.habittracker.keyring.ring.Policy;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.RingKey;

/// A keyring comes into being with a fresh ACTIVE and a fresh NEXT key.
///
/// @param policy the rules for its keys
public record CreateRing(Policy policy) implements RingWrite {

    @Override
    public WriteOutcome applyTo(@Nullable Ring ring, WriteContext context) {
        if (ring != null) {
            return new WriteOutcome.Refused(Refusal.RING_EXISTS,
                    "keyring " + context.keyring() + " has a ring already, at " + ring.position());
        }
        long epoch = context.freshEpoch();
        RingKey active = context.mint().ringKey(policy, epoch, context.version(), context.decided());
        Edit edit = Edit.fresh(policy, active, context);
        RingKey next = edit.mint();
        return edit.add(next).done(new RingCreated(context.header(epoch), active.toRef(), next.toRef()));
    }
}
