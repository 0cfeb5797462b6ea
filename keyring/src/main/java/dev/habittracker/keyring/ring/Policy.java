package dev.habittracker.keyring.ring;

import java.time.Duration;

import dev.habittracker.events.PolicyData;

/// The rules for keys minted from now on.
///
/// No duration is longer than [Timing#LONGEST], so that no sum of them, and no instant that one is added to, overflows.
///
/// @param algorithm        what new keys sign with
/// @param maxTokenLifetime `L`, the longest lifetime of a token
/// @param signingLease     how long a member may sign after its last read of the ring
/// @param timing           the bounds that the margins are made of
public record Policy(SigningAlgorithm algorithm, Duration maxTokenLifetime, Duration signingLease, Timing timing) {

    public Policy {
        if (maxTokenLifetime.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("max-token-lifetime must be at least PT1S, not " + maxTokenLifetime);
        }
        if (!signingLease.isPositive()) {
            throw new IllegalArgumentException("signing-lease must be longer than zero, not " + signingLease);
        }
        Timing.bounded("max-token-lifetime", maxTokenLifetime);
        Timing.bounded("signing-lease", signingLease);
    }

    /// The policy as an event tells it.
    public PolicyData toData() {
        return new PolicyData(algorithm.jwtName(), maxTokenLifetime, signingLease, timing.poll(), timing.lag(),
                timing.clockError(), timing.writeBudget());
    }
}
