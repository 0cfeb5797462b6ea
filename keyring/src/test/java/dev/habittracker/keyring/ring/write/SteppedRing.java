package dev.habittracker.keyring.ring.write;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.habittracker.events.KeyEvent;
import dev.habittracker.keyring.ring.FakeKeyMint;
import dev.habittracker.keyring.ring.KeyMint;
import dev.habittracker.keyring.ring.Policy;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.Rings;
import dev.habittracker.keyring.ring.VaultTime;

import static org.assertj.core.api.Assertions.assertThat;

/// A secret in a store of one version, and a clock that the test steps.
public final class SteppedRing {

    private final KeyMint mint = new FakeKeyMint();
    private VaultTime now = VaultTime.exactly(Rings.START);
    private long version;
    private @Nullable Ring ring;

    /// No secret yet, at [Rings#START].
    public static SteppedRing none() {
        return new SteppedRing();
    }

    /// A ring created at [Rings#START] under the settings of production.
    public static SteppedRing created() {
        return created(Rings.POLICY);
    }

    /// A ring created at [Rings#START].
    public static SteppedRing created(Policy policy) {
        SteppedRing stepped = none();
        stepped.write(new CreateRing(policy));
        return stepped;
    }

    /// Lets time pass.
    public SteppedRing step(Duration elapsed) {
        now = now.plus(elapsed);
        return this;
    }

    /// Sets the clock.
    public SteppedRing at(Instant instant) {
        return at(VaultTime.exactly(instant));
    }

    /// Sets the clock to an interval.
    public SteppedRing at(VaultTime time) {
        now = time;
        return this;
    }

    /// Someone writes versions by hand.
    public SteppedRing foreignVersions(long count) {
        version += count;
        return this;
    }

    /// A backup is restored: an older ring stands again.
    public SteppedRing restore(Ring older) {
        ring = older;
        version = older.version();
        return this;
    }

    /// Lets NEXT grow old enough, and rotates.
    public KeyEvent rotate() {
        return step(Rings.SPREAD).write(new Rotate());
    }

    /// Applies a write that must go through, and keeps what comes out.
    ///
    /// @return its event
    public KeyEvent write(RingWrite write) {
        WriteOutcome outcome = write.applyTo(ring, context());
        assertThat(outcome).isInstanceOf(WriteOutcome.Written.class);
        WriteOutcome.Written written = (WriteOutcome.Written) outcome;
        version++;
        ring = written.ring();
        return written.event();
    }

    /// Applies a write that must be refused.
    public WriteOutcome.Refused refuse(RingWrite write) {
        WriteOutcome outcome = write.applyTo(ring, context());
        assertThat(outcome).isInstanceOf(WriteOutcome.Refused.class);
        return (WriteOutcome.Refused) outcome;
    }

    /// Applies a write and keeps what comes out, if anything does.
    public WriteOutcome attempt(RingWrite write) {
        WriteOutcome outcome = write.applyTo(ring, context());
        if (outcome instanceof WriteOutcome.Written written) {
            version++;
            ring = written.ring();
        }
        return outcome;
    }

    /// The ring that stands.
    public Ring ring() {
        return Objects.requireNonNull(ring, "there is no ring yet");
    }

    /// The newest version, whoever wrote it.
    public long version() {
        return version;
    }

    /// The clock.
    public Instant now() {
        return now.latest();
    }

    /// What the next write gets besides the ring.
    public WriteContext context() {
        return new WriteContext(Rings.KEYRING, version + 1, "w-" + (version + 1), now, "a test asked for it", "r-1",
                "olga", mint);
    }
}
