package dev.habittracker.rotator.known;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import dev.habittracker.keyring.ring.Policy;
import dev.habittracker.keyring.ring.SigningAlgorithm;

/// Which of a policy's rules are to change; what is `null` stays.
///
/// @param algorithm        what new keys sign with
/// @param maxTokenLifetime the longest lifetime of a token
/// @param signingLease     how long a member may sign after its last read of the ring
public record PolicyChange(@Nullable SigningAlgorithm algorithm, @Nullable Duration maxTokenLifetime,
        @Nullable Duration signingLease) {

    /// The policy with the change in it.
    ///
    /// @throws IllegalArgumentException where a value is not allowed
    public Policy appliedTo(Policy policy) {
        return new Policy(algorithm == null ? policy.algorithm() : algorithm,
                maxTokenLifetime == null ? policy.maxTokenLifetime() : maxTokenLifetime,
                signingLease == null ? policy.signingLease() : signingLease, policy.timing());
    }
}
