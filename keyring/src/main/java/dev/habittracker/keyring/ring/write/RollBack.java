package dev.habittracker.keyring.ring.write;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.habittracker.events.KeyRolledBack;
import dev.habittracker.keyring.ring.Hold;
import dev.habittracker.keyring.ring.KeyState;
import dev.habittracker.keyring.ring.Kid;
import dev.habittracker.keyring.ring.Margins;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.RingKey;
import dev.habittracker.keyring.ring.Seconds;
import dev.habittracker.keyring.ring.Timing;

/// A RETIRING key signs again, its lifetime and lease raised to the policy's; the newer one verifies on; automatic
/// rotation is on hold. A key from before the ring's epoch came out of a restored backup, and one that is too short was
/// put by hand: neither ever signs again.
///
/// @param kid             the key to go back to
/// @param allowKindChange whether a symmetric key may follow a public-key one or the other way round
public record RollBack(Kid kid, boolean allowKindChange) implements RingWrite.OnRing {

    @Override
    public WriteOutcome change(Ring ring, WriteContext context) {
        Instant now = context.now().latest();
        KeyState state = ring.stateOf(kid, now);
        Optional<RingKey> found = ring.find(kid);
        if (found.isEmpty()) {
            return new WriteOutcome.Refused(Refusal.UNKNOWN_KID,
                    "kid " + kid + " is not in the ring at " + ring.position() + ", or its material is not");
        }
        if (state != KeyState.RETIRING) {
            return new WriteOutcome.Refused(Refusal.WRONG_STATE, "kid " + kid + " is " + state
                    + "; only a RETIRING key can be rolled back to");
        }
        if (kid.epoch() != ring.epoch()) {
            return new WriteOutcome.Refused(Refusal.WRONG_STATE, "kid " + kid + " is from before the ring was accepted"
                    + " under epoch " + ring.epoch() + "; a restored key never signs again");
        }
        if (!found.get().material().longEnough()) {
            return new WriteOutcome.Refused(Refusal.WRONG_STATE, "kid " + kid + " is shorter than "
                    + found.get().material().algorithm().jwtName() + " demands; it only verifies");
        }
        Timing timing = ring.policy().timing();
        Duration left = Duration.between(now, found.get().toExpiry().exp());
        if (left.compareTo(Margins.spread(timing)) < 0) {
            return new WriteOutcome.Refused(Refusal.TOO_LATE, "kid " + kid + " expires in " + Seconds.text(left)
                    + ", before every member could have the ring that brings it back; "
                    + Margins.explainSpread(timing));
        }
        RingKey newer = ring.activeKey();
        if (!allowKindChange && Kinds.differ(newer, found.get())) {
            return Kinds.refusal(newer, found.get());
        }
        RingKey restored = found.get().restored(ring.policy());
        RingKey retiring = Retirement.of(newer, ring.policy(), context);
        return Edit.of(ring, context).replace(restored).replace(retiring).activate(kid)
                .hold(new Hold(context.decided(), context.by())).done(new KeyRolledBack(context.header(ring.epoch()),
                        restored.toRef(), retiring.toExpiry(), ring.nextKey().toRef()));
    }
}
