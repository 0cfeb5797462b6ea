package dev.habittracker.keyring.ring;

import java.time.Duration;

/// The arithmetic of the protocol, in one place.
///
/// Every term answers a way in which a valid token would be refused; `docs/protocol.md` tells which.
public final class Margins {

    private Margins() {}

    /// `poll + lag + 2S + W`: every member that reaches Vault has what was written that long ago.
    public static Duration spread(Timing timing) {
        return timing.poll().plus(timing.lag()).plus(timing.clockError().multipliedBy(2)).plus(timing.writeBudget());
    }

    /// `lease + L + 2S + W + lag`: how long a key verifies after it ceased to sign.
    ///
    /// @param maxTokenLifetime `L`, the largest among the keys concerned
    /// @param signingLease     the lease, the largest among the keys concerned
    public static Duration overlap(Timing timing, Duration maxTokenLifetime, Duration signingLease) {
        return signingLease.plus(maxTokenLifetime).plus(timing.clockError().multipliedBy(2)).plus(timing.writeBudget())
                .plus(timing.lag());
    }

    /// The overlap of keys minted under this policy.
    public static Duration overlap(Policy policy) {
        return overlap(policy.timing(), policy.maxTokenLifetime(), policy.signingLease());
    }

    /// `overlap + 4S`: a shorter period would let rings grow by more than one RETIRING key.
    public static Duration minimumPeriod(Policy policy) {
        return overlap(policy).plus(policy.timing().clockError().multipliedBy(4));
    }

    /// `2S`: how long after its `exp` a key stays in the ring, for the machine whose clock is behind.
    public static Duration retirementDelay(Timing timing) {
        return timing.clockError().multipliedBy(2);
    }

    /// `S + 1 s`: planned writes wait where Vault's and the local clock differ by more. The second is what an HTTP `Date`
    /// leaves out.
    public static Duration clockTolerance(Timing timing) {
        return timing.clockError().plusSeconds(1);
    }

    /// The sum of [#overlap(Timing, Duration, Duration)] in words, for refusals and for operators.
    public static String explainOverlap(Timing timing, Duration maxTokenLifetime, Duration signingLease) {
        return "overlap = lease " + Seconds.text(signingLease) + " + L " + Seconds.text(maxTokenLifetime) + " + 2S "
                + Seconds.text(timing.clockError().multipliedBy(2)) + " + W " + Seconds.text(timing.writeBudget())
                + " + lag " + Seconds.text(timing.lag()) + " = "
                + Seconds.text(overlap(timing, maxTokenLifetime, signingLease));
    }

    /// The sum of [#spread(Timing)] in words.
    public static String explainSpread(Timing timing) {
        return "spread = poll " + Seconds.text(timing.poll()) + " + lag " + Seconds.text(timing.lag()) + " + 2S "
                + Seconds.text(timing.clockError().multipliedBy(2)) + " + W " + Seconds.text(timing.writeBudget())
                + " = " + Seconds.text(spread(timing));
    }
}
