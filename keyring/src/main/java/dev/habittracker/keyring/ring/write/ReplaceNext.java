package dev.habittracker.keyring.ring.write;

import dev.habittracker.events.NextReplaced;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.RingKey;

/// Another NEXT, since the policy's algorithm changed or a member cannot use the one there is. It never signed, so
/// nothing is lost with it.
public record ReplaceNext() implements RingWrite.OnRing {

    @Override
    public WriteOutcome change(Ring ring, WriteContext context) {
        RingKey former = ring.nextKey();
        Edit edit = Edit.of(ring, context);
        RingKey fresh = edit.mint();
        return edit.remove(former.kid()).add(fresh).done(
                new NextReplaced(context.header(ring.epoch()), former.kid().toString(), fresh.toRef()));
    }
}
