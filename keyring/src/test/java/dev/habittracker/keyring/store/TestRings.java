package dev.habittracker.keyring.store;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.habittracker.keyring.ring.Kid;
import dev.habittracker.keyring.ring.Policy;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.SecureKeyMint;
import dev.habittracker.keyring.ring.SigningAlgorithm;
import dev.habittracker.keyring.ring.Timing;
import dev.habittracker.keyring.ring.VaultTime;
import dev.habittracker.keyring.ring.write.ChangePolicy;
import dev.habittracker.keyring.ring.write.CreateRing;
import dev.habittracker.keyring.ring.write.ReplaceNext;
import dev.habittracker.keyring.ring.write.RevokeAll;
import dev.habittracker.keyring.ring.write.RevokeKey;
import dev.habittracker.keyring.ring.write.RingWrite;
import dev.habittracker.keyring.ring.write.Rotate;
import dev.habittracker.keyring.ring.write.WriteContext;
import dev.habittracker.keyring.ring.write.WriteOutcome;

/// Rings with real keys for tests of stores.
public final class TestRings {

    private static final Policy POLICY = new Policy(SigningAlgorithm.HS256, Duration.ofMinutes(15),
            Duration.ofHours(1), Timing.DEFAULT);

    private TestRings() {}

    /// A ring as version 1.
    public static Ring created(Instant decided) {
        return created(POLICY, decided);
    }

    /// A ring under a policy as version 1.
    public static Ring created(Policy policy, Instant decided) {
        return write(new CreateRing(policy), null, decided);
    }

    /// The ring above one, with fresh keys only.
    public static Ring above(Ring ring, Instant decided) {
        return write(new RevokeAll(), ring, decided);
    }

    /// The ring above one, rotated.
    public static Ring rotated(Ring ring, Instant decided) {
        return write(new Rotate(), ring, decided);
    }

    /// The ring above one, without a key.
    public static Ring revoked(Ring ring, Kid kid, Instant decided) {
        return write(new RevokeKey(kid), ring, decided);
    }

    /// The ring above one, under another policy.
    public static Ring changed(Ring ring, Policy policy, Instant decided) {
        return write(new ChangePolicy(policy, true), ring, decided);
    }

    /// The ring above one, with another NEXT as the policy has it.
    public static Ring withAnotherNext(Ring ring, Instant decided) {
        return write(new ReplaceNext(), ring, decided);
    }

    private static Ring write(RingWrite write, @Nullable Ring ring, Instant decided) {
        long version = ring == null ? 1 : ring.version() + 1;
        WriteContext context = new WriteContext("habit-tracker", version, UUID.randomUUID().toString(),
                VaultTime.exactly(decided), "a test asked for it", null, "test", new SecureKeyMint());
        return switch (write.applyTo(ring, context)) {
            case WriteOutcome.Written written -> written.ring();
            case WriteOutcome.Refused refused -> throw new IllegalStateException(refused.message());
        };
    }
}
