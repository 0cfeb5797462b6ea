package dev.habittracker.keyring.spring;

import java.time.Duration;

import dev.habittracker.events.Position;
import dev.habittracker.keyring.follow.KeyringView;
import dev.habittracker.keyring.follow.Moment;
import dev.habittracker.keyring.follow.Snapshot;
import dev.habittracker.keyring.ring.RingKey;

/// What operators are told of the ring in use.
///
/// @param position  its place in the order; 0.0 where there is none
/// @param leaseLeft how long this process may still sign without another read; zero where it may not
/// @param keys      how many keys are held
record RingFacts(Position position, Duration leaseLeft, int keys) {

    static RingFacts of(KeyringView view) {
        Moment now = view.now();
        return view.snapshot()
                .map(ring -> new RingFacts(ring.position(), leaseLeft(ring, now),
                        ring.keys().size() + (ring.bare() == null ? 0 : 1)))
                .orElse(new RingFacts(Position.NONE, Duration.ZERO, 0));
    }

    private static Duration leaseLeft(Snapshot ring, Moment now) {
        Moment start = ring.leaseStart();
        if (start == null || ring.forked()) {
            return Duration.ZERO;
        }
        Duration left = ring.signingKey().map(RingKey::signingLease).orElse(Duration.ZERO).minus(now.since(start));
        return left.isPositive() ? left : Duration.ZERO;
    }
}
