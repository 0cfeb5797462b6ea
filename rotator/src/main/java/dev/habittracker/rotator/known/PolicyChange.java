package dev.habittracker.rotator.known;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import dev.habittracker.keyring.ring.Policy;
import dev.habittracker.keyring.ring.SigningAlgorithm;
import dev.habittracker.keyring.ring.Timing;

/// Which of a policy's rules are to change; what is `null` stays.
///
/// @param algorithm        what new keys sign with
/// @param maxTokenLifetime the longest lifetime of a token
/// @param signingLease     how long a member may sign after its last read of the ring
/// @param poll             how often a member asks Vault, jitter included
/// @param lag              how far a standby of Vault may be behind
/// @param clockError       `S`, the bound on any one clock's error
/// @param writeBudget      `W`, how old a decision may be when it is sent
public record PolicyChange(@Nullable SigningAlgorithm algorithm, @Nullable Duration maxTokenLifetime,
        @Nullable Duration signingLease, @Nullable Duration poll, @Nullable Duration lag,
        @Nullable Duration clockError, @Nullable Duration writeBudget) {

    /// A change that leaves the timing as it is.
    public PolicyChange(@Nullable SigningAlgorithm algorithm, @Nullable Duration maxTokenLifetime,
            @Nullable Duration signingLease) {
        this(algorithm, maxTokenLifetime, signingLease, null, null, null, null);
    }

    /// The policy with the change in it.
    ///
    /// @throws IllegalArgumentException where a value is not allowed
    public Policy appliedTo(Policy policy) {
        Timing timing = policy.timing();
        return new Policy(algorithm == null ? policy.algorithm() : algorithm,
                or(maxTokenLifetime, policy.maxTokenLifetime()), or(signingLease, policy.signingLease()),
                new Timing(or(poll, timing.poll()), or(lag, timing.lag()), or(clockError, timing.clockError()),
                        or(writeBudget, timing.writeBudget())));
    }

    private static Duration or(@Nullable Duration wanted, Duration standing) {
        return wanted == null ? standing : wanted;
    }
}
