package dev.habittracker.keyring.ring.write;

import org.jspecify.annotations.Nullable;

import dev.habittracker.keyring.ring.Ring;

/// A change to a ring, as a value that can be applied to any ring.
///
/// | write            | event              | what it does                                                              |
/// |------------------|--------------------|---------------------------------------------------------------------------|
/// | [CreateRing]     | `ring-created`     | fresh ACTIVE and NEXT where there is no secret                            |
/// | [AdoptSecret]    | `key-adopted`      | a secret put by hand becomes ACTIVE, or RETIRING where it is too short    |
/// | [Rotate]         | `key-rotated`      | NEXT is ACTIVE, the former one RETIRING, a new NEXT                       |
/// | [ReplaceNext]    | `next-replaced`    | another NEXT                                                              |
/// | [RollBack]       | `key-rolled-back`  | a RETIRING key is ACTIVE again, the newer one RETIRING, rotation on hold  |
/// | [Resume]         | `rotation-resumed` | the hold is gone                                                          |
/// | [RevokeKey]      | `key-revoked`      | the kid is gone; NEXT takes over where it was ACTIVE                      |
/// | [RevokeAll]      | `ring-revoked`     | nothing old remains                                                       |
/// | [Retire]         | `key-retired`      | expired keys are gone                                                     |
/// | [ChangePolicy]   | `policy-changed`   | new rules; ACTIVE and NEXT are raised to them                             |
/// | [AcceptRing]     | `epoch-raised`     | a restored ring is taken on under a new epoch, with fresh keys            |
public sealed interface RingWrite permits CreateRing, AdoptSecret, RingWrite.OnRing {

    /// The ring after the write, or why there is none.
    ///
    /// @param ring    the ring that stands; `null` where none does
    /// @param context who writes, when, why, and where to get fresh keys from
    WriteOutcome applyTo(@Nullable Ring ring, WriteContext context);

    /// A write that needs a ring to stand.
    sealed interface OnRing extends RingWrite
            permits Rotate, ReplaceNext, RollBack, Resume, RevokeKey, RevokeAll, Retire, ChangePolicy, AcceptRing {

        @Override
        default WriteOutcome applyTo(@Nullable Ring ring, WriteContext context) {
            if (ring == null) {
                return new WriteOutcome.Refused(Refusal.NO_RING,
                        "keyring " + context.keyring() + " has no ring yet; it is created or adopted first");
            }
            return change(ring, context);
        }

        /// The ring after the write, or why there is none.
        WriteOutcome change(Ring ring, WriteContext context);
    }
}
