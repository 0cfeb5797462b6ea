package dev.habittracker.keyring.follow;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.habittracker.events.KeyEvent;
import dev.habittracker.keyring.ring.Kid;
import dev.habittracker.keyring.ring.Policy;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.SecureKeyMint;
import dev.habittracker.keyring.ring.SigningAlgorithm;
import dev.habittracker.keyring.ring.Timing;
import dev.habittracker.keyring.ring.VaultTime;
import dev.habittracker.keyring.ring.write.AcceptRing;
import dev.habittracker.keyring.ring.write.CreateRing;
import dev.habittracker.keyring.ring.write.RevokeKey;
import dev.habittracker.keyring.ring.write.RingWrite;
import dev.habittracker.keyring.ring.write.RollBack;
import dev.habittracker.keyring.ring.write.Rotate;
import dev.habittracker.keyring.ring.write.WriteContext;
import dev.habittracker.keyring.ring.write.WriteOutcome;

/// One line of rings, each the next one's predecessor, and the events that tell of them. Copies fork.
record RingLine(Ring ring, @Nullable KeyEvent event, Instant created) {

    static final Timing TIMING = new Timing(Duration.ofSeconds(15), Duration.ofSeconds(5), Duration.ofSeconds(5),
            Duration.ofSeconds(5));
    static final Policy POLICY = new Policy(SigningAlgorithm.HS256, Duration.ofMinutes(15), Duration.ofHours(1),
            TIMING);
    private static final SecureKeyMint MINT = new SecureKeyMint();

    static RingLine begin(Instant now) {
        return write(null, new CreateRing(POLICY), now);
    }

    RingLine rotated(Instant now) {
        return write(ring, new Rotate(), now);
    }

    RingLine revoked(Kid kid, Instant now) {
        return write(ring, new RevokeKey(kid), now);
    }

    RingLine rolledBack(Kid kid, Instant now) {
        return write(ring, new RollBack(kid, false), now);
    }

    RingLine accepted(Set<Kid> witness, Instant now) {
        return write(ring, new AcceptRing(0, witness, false, Set.of(), Duration.ZERO, Duration.ZERO), now);
    }

    KeyEvent tellingEvent() {
        if (event == null) {
            throw new IllegalStateException("no event tells of this ring");
        }
        return event;
    }

    private static RingLine write(@Nullable Ring ring, RingWrite write, Instant now) {
        long version = ring == null ? 1 : ring.version() + 1;
        WriteContext context = new WriteContext("habit-tracker", version, "w" + Math.abs(MINT.kid(0, 0).hashCode()),
                VaultTime.exactly(now), "for a test", null, "test", MINT);
        return switch (write.applyTo(ring, context)) {
            case WriteOutcome.Written written -> new RingLine(written.ring(), written.event(), now);
            case WriteOutcome.Refused refused -> throw new IllegalStateException(refused.message());
        };
    }
}
