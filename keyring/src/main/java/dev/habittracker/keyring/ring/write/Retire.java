package dev.habittracker.keyring.ring.write;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import dev.habittracker.events.KeyRetired;
import dev.habittracker.keyring.ring.CarriedKey;
import dev.habittracker.keyring.ring.Kid;
import dev.habittracker.keyring.ring.Margins;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.Seconds;

/// Keys that expired at least `2S` ago leave the ring, carried ones as well.
public record Retire() implements RingWrite.OnRing {

    /// The kids that would leave at that instant of Vault's clock.
    public static List<Kid> due(Ring ring, Instant now) {
        Duration delay = Margins.retirementDelay(ring.policy().timing());
        return Stream.concat(
                ring.retiringKeys().stream().filter(key -> !now.isBefore(key.toExpiry().exp().plus(delay)))
                        .map(key -> key.kid()),
                ring.carried().stream().filter(key -> !now.isBefore(key.exp().plus(delay))).map(CarriedKey::kid))
                .toList();
    }

    @Override
    public WriteOutcome change(Ring ring, WriteContext context) {
        List<Kid> due = due(ring, context.now().earliest());
        if (due.isEmpty()) {
            return new WriteOutcome.Refused(Refusal.NOTHING_TO_DO,
                    "no key expired at least 2S = " + Seconds.text(Margins.retirementDelay(ring.policy().timing()))
                            + " ago");
        }
        Edit edit = Edit.of(ring, context);
        due.forEach(edit::remove);
        return edit.done(new KeyRetired(context.header(ring.epoch()), due.stream().map(Kid::toString).toList()));
    }
}
