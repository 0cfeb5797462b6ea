package dev.habittracker.keyring.ring.write;

import java.time.Duration;

import dev.habittracker.events.KeyRotated;
import dev.habittracker.keyring.ring.Margins;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.RingKey;
import dev.habittracker.keyring.ring.Seconds;

/// NEXT becomes ACTIVE, the former ACTIVE verifies on until its last token has expired, and a new NEXT is made.
///
/// NEXT must be of the policy's algorithm: then a change between symmetric and public-key was asked for with the policy.
public record Rotate() implements RingWrite.OnRing {

    @Override
    public WriteOutcome change(Ring ring, WriteContext context) {
        RingKey former = ring.activeKey();
        RingKey next = ring.nextKey();
        Duration age = Duration.between(next.published(), context.now().earliest());
        if (age.compareTo(Margins.spread(ring.policy().timing())) < 0) {
            return new WriteOutcome.Refused(Refusal.NEXT_TOO_YOUNG, "NEXT " + next.kid() + " has been published for "
                    + Seconds.text(age) + " only; " + Margins.explainSpread(ring.policy().timing()));
        }
        if (next.material().algorithm() != ring.policy().algorithm()) {
            return new WriteOutcome.Refused(Refusal.WRONG_STATE, "NEXT " + next.kid() + " is for "
                    + next.material().algorithm().jwtName() + " but the policy asks for "
                    + ring.policy().algorithm().jwtName() + "; NEXT is replaced first");
        }
        RingKey retiring = Retirement.of(former, ring.policy(), context);
        Edit edit = Edit.of(ring, context);
        RingKey fresh = edit.mint();
        return edit.replace(retiring).activate(next.kid()).add(fresh).done(new KeyRotated(context.header(ring.epoch()),
                next.toRef(), retiring.toExpiry(), fresh.toRef()));
    }
}
