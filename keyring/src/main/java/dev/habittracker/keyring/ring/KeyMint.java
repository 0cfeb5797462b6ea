package dev.habittracker.keyring.ring;

import java.time.Instant;

/// Where fresh keys come from.
public interface KeyMint {

    /// A fresh key for an algorithm. May take a second for RSA; whoever is on a budget keeps one ready.
    KeyMaterial material(SigningAlgorithm algorithm);

    /// A fresh kid for a key that the write to this version mints.
    Kid kid(long epoch, long version);

    /// A fresh key under a policy.
    default RingKey ringKey(Policy policy, long epoch, long version, Instant published) {
        return new RingKey(kid(epoch, version), material(policy.algorithm()), policy.maxTokenLifetime(),
                policy.signingLease(), published, null, false);
    }
}
