package dev.habittracker.simulation.process;

import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import dev.habittracker.keyring.ring.JournalEntry;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.RingKey;

/// Rings that no production code would make.
final class Rings {

    private Rings() {}

    static Ring withKeys(Ring ring, UnaryOperator<RingKey> change) {
        return new Ring(ring.epoch(), ring.policy(), ring.active(), ring.activated(),
                ring.keys().stream().map(change).toList(), ring.carried(), ring.revoked(), ring.hold(), ring.journal(),
                ring.unknown());
    }

    static Ring withEpoch(Ring ring, long epoch) {
        return new Ring(epoch, ring.policy(), ring.active(), ring.activated(), ring.keys(), ring.carried(),
                ring.revoked(), ring.hold(), ring.journal(), ring.unknown());
    }

    static Ring withJournal(Ring ring, UnaryOperator<JournalEntry> change) {
        List<JournalEntry> journal = ring.journal().stream().map(change).toList();
        return new Ring(ring.epoch(), ring.policy(), ring.active(), ring.activated(), ring.keys(), ring.carried(),
                ring.revoked(), ring.hold(), journal, ring.unknown());
    }

    static RingKey expiring(RingKey key, @Nullable Instant exp) {
        return new RingKey(key.kid(), key.material(), key.maxTokenLifetime(), key.signingLease(), key.published(), exp,
                key.withoutKid());
    }

    static RingKey published(RingKey key, Instant published) {
        return new RingKey(key.kid(), key.material(), key.maxTokenLifetime(), key.signingLease(), published, key.exp(),
                key.withoutKid());
    }
}
