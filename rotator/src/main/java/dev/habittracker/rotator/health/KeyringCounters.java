package dev.habittracker.rotator.health;

import java.time.Duration;
import java.util.Locale;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import dev.habittracker.keyring.ring.write.Rotate;
import dev.habittracker.rotator.decide.Decision;
import dev.habittracker.rotator.decide.Outcome;
import dev.habittracker.rotator.known.Command;
import dev.habittracker.rotator.known.OpenRequest;
import dev.habittracker.rotator.reconcile.Tally;

/// What this node did.
///
/// | meter                                        | what it counts                                                   |
/// |----------------------------------------------|------------------------------------------------------------------|
/// | `keyring.rotations` by `outcome`             | rotations `written`; `lost` to another node, `expired` before    |
/// |                                              | they were sent, `refused`; and requests that ended `blocked`     |
/// | `keyring.writes` by `write`, `outcome`       | the same for every kind of write                                 |
/// | `keyring.requests` by `operation`, `outcome` | requests that came to their end here                             |
/// | `keyring.reconcile`                          | reconciliations, and how long they took                          |
///
/// All have the tag `keyring`.
public final class KeyringCounters implements Tally {

    private final MeterRegistry registry;
    private final String keyring;
    private final Timer reconciliations;

    /// @param keyring the keyring's name
    public KeyringCounters(MeterRegistry registry, String keyring) {
        this.registry = registry;
        this.keyring = keyring;
        this.reconciliations = Timer.builder("keyring.reconcile").tag("keyring", keyring)
                .description("Reconciliations, from start to end").register(registry);
        // there before the first, so that an alert on their increase sees it
        for (Result result : Result.values()) {
            rotations(label(result), 0);
        }
        rotations(label(Outcome.BLOCKED), 0);
    }

    @Override
    public void tried(Decision.Write decision, Result result) {
        registry.counter("keyring.writes", "keyring", keyring, "write", decision.write().getClass().getSimpleName(),
                "outcome", label(result)).increment();
        if (decision.write() instanceof Rotate) {
            rotations(label(result), 1);
        }
    }

    @Override
    public void finished(OpenRequest request, Outcome outcome) {
        registry.counter("keyring.requests", "keyring", keyring, "operation", request.command().operation(), "outcome",
                label(outcome)).increment();
        if (request.command() instanceof Command.RotateNow && outcome == Outcome.BLOCKED) {
            rotations(label(outcome), 1);
        }
    }

    @Override
    public void reconciled(Duration took) {
        reconciliations.record(took);
    }

    private void rotations(String outcome, int more) {
        registry.counter("keyring.rotations", "keyring", keyring, "outcome", outcome).increment(more);
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
