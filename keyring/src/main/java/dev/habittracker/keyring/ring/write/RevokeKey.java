package dev.habittracker.keyring.ring.write;

import java.util.List;

import dev.habittracker.events.KeyRevoked;
import dev.habittracker.keyring.ring.Kid;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.RingKey;

/// A key is gone and its tokens are refused. Was it ACTIVE, NEXT takes over in the same write; was it NEXT or ACTIVE, a
/// fresh NEXT is made. Never blocked by policy: a compromised key is worse than any gap.
///
/// @param kid the key
public record RevokeKey(Kid kid) implements RingWrite.OnRing {

    @Override
    public WriteOutcome change(Ring ring, WriteContext context) {
        if (!ring.lists(kid)) {
            return new WriteOutcome.Refused(Refusal.UNKNOWN_KID, "kid " + kid + " is not in the ring at "
                    + ring.position() + "; its tokens are refused already");
        }
        RingKey active = ring.activeKey();
        RingKey next = ring.nextKey();
        boolean wasActive = kid.equals(active.kid());
        boolean wasNext = kid.equals(next.kid());
        Edit edit = Edit.of(ring, context).revoke(kid);
        RingKey nextAfter = wasActive || wasNext ? edit.mint() : next;
        if (wasActive || wasNext) {
            edit.add(nextAfter);
        }
        if (wasActive) {
            edit.activate(next.kid());
        }
        return edit.done(new KeyRevoked(context.header(ring.epoch()), List.of(kid.toString()),
                (wasActive ? next : active).toRef(), nextAfter.toRef()));
    }
}
