package dev.habittracker.rotator.decide;

import java.util.Optional;

import dev.habittracker.keyring.ring.Hold;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.rotator.known.Gathered;

/// Nothing is wanted; says when something will be.
final class NothingToDo implements Check {

    @Override
    public Optional<Decision> of(Gathered known, Ring ring) {
        Hold hold = ring.hold();
        String reason = hold == null
                ? Due.next(ring, known.rules().schedule()).map(due -> "the next rotation is due at " + due)
                        .orElse("rotations come on request only")
                : "rotation is on hold since " + hold.since() + " by " + hold.by();
        return Optional.of(Decision.Wait.idle(reason));
    }
}
