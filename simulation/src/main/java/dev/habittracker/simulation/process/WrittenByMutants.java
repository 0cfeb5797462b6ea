package dev.habittracker.simulation.process;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.habittracker.events.KeyEvent;
import dev.habittracker.events.KidExpiry;
import dev.habittracker.keyring.ring.JournalEntry;
import dev.habittracker.keyring.ring.Kid;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.RingKey;
import dev.habittracker.keyring.ring.Timing;
import dev.habittracker.keyring.store.StoreReading;

/// What a rotator reads and writes, where a mutant has it read and write something else.
final class WrittenByMutants {

    private static final Duration LONG = Duration.ofHours(1);

    private final Set<Mutant> mutants;
    private final Map<Kid, Instant> trueExpiries = new HashMap<>();

    WrittenByMutants(Set<Mutant> mutants) {
        this.mutants = mutants;
    }

    StoreReading read(StoreReading reading) {
        if (!(reading instanceof StoreReading.Whole whole)) {
            return reading;
        }
        Ring ring = whole.ring();
        if (mutants.contains(Mutant.NO_SPREAD)) {
            Kid next = ring.nextKey().kid();
            ring = Rings.withKeys(ring, key -> key.kid().equals(next)
                    ? Rings.published(key, key.published().minus(LONG))
                    : key);
        }
        if (mutants.contains(Mutant.RETIRE_AT_EXP)) {
            Duration early = ring.policy().timing().clockError().multipliedBy(2);
            ring = Rings.withKeys(ring, key -> earlier(key, early));
        }
        return new StoreReading.Whole(whole.time(), ring, whole.created());
    }

    private RingKey earlier(RingKey key, Duration early) {
        Instant exp = key.exp();
        if (exp == null) {
            return key;
        }
        trueExpiries.put(key.kid(), exp);
        return Rings.expiring(key, exp.minus(early));
    }

    Ring written(Ring ring) {
        if (mutants.isEmpty()) {
            return ring;
        }
        JournalEntry newest = ring.journal().getLast();
        Set<String> expiring = newest.toEvent().map(KeyEvent::expiries).stream().flatMap(all -> all.stream())
                .map(KidExpiry::kid).collect(Collectors.toSet());
        Timing timing = ring.policy().timing();
        Ring changed = Rings.withKeys(ring, key -> {
            Instant exp = key.exp();
            Instant known = trueExpiries.get(key.kid());
            if (exp != null && expiring.contains(key.kid().toString())) {
                return Rings.expiring(key, exp.minus(missing(key, timing)));
            }
            return exp != null && known != null ? Rings.expiring(key, known) : key;
        });
        return mutants.contains(Mutant.NO_WRITE_BUDGET)
                ? Rings.withJournal(changed, entry -> entry == newest ? decidedLater(entry) : entry)
                : changed;
    }

    private Duration missing(RingKey key, Timing timing) {
        return Stream.of(
                in(Mutant.OVERLAP_WITHOUT_LEASE, key.signingLease()),
                in(Mutant.OVERLAP_WITHOUT_LIFETIME, key.maxTokenLifetime()),
                in(Mutant.OVERLAP_WITH_S_ONCE, timing.clockError()),
                in(Mutant.OVERLAP_WITHOUT_W, timing.writeBudget()),
                in(Mutant.OVERLAP_WITHOUT_LAG, timing.lag())).reduce(Duration.ZERO, Duration::plus);
    }

    private Duration in(Mutant mutant, Duration term) {
        return mutants.contains(mutant) ? term : Duration.ZERO;
    }

    /// Then nobody sees that it came late.
    private static JournalEntry decidedLater(JournalEntry entry) {
        return new JournalEntry(entry.version(), entry.writeId(), entry.event(), entry.decided().plus(LONG),
                entry.data());
    }
}
