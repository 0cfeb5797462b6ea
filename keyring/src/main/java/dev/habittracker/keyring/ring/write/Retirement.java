package dev.habittracker.keyring.ring.write;

import dev.habittracker.keyring.ring.Margins;
import dev.habittracker.keyring.ring.Policy;
import dev.habittracker.keyring.ring.RingKey;

/// How a key that signed until now comes to verify only.
final class Retirement {

    private Retirement() {}

    /// The key with `exp = now + overlap`, by the key's own lifetime and lease and the later end of Vault's now.
    static RingKey of(RingKey key, Policy policy, WriteContext context) {
        return key.retiring(context.now().latest()
                .plus(Margins.overlap(policy.timing(), key.maxTokenLifetime(), key.signingLease())));
    }
}
