package dev.habittracker.simulation.process;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.habittracker.events.KeyEvent;
import dev.habittracker.events.MemberStatus;
import dev.habittracker.events.Position;
import dev.habittracker.events.RotationResumed;
import dev.habittracker.events.WriteHeader;
import dev.habittracker.keyring.ring.JournalEntry;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.store.StoreReading;

/// What a member takes in, where a mutant has it take in something else; and what it then says of itself, put right again,
/// so that the mutant is in this process alone.
final class SeenByMutants {

    private static final String ANY_WRITE = "w";

    private final Set<Mutant> mutants;
    private final Map<Long, String> writeIds = new HashMap<>();
    private final Map<Long, Long> epochs = new HashMap<>();
    private long epoch;

    SeenByMutants(Set<Mutant> mutants) {
        this.mutants = mutants;
    }

    StoreReading reading(StoreReading reading) {
        return switch (reading) {
            case StoreReading.Whole whole -> new StoreReading.Whole(whole.time(), ring(whole.ring()), whole.created());
            case StoreReading.Bare bare -> new StoreReading.Bare(bare.time(), bare.secret(), bare.created(),
                    base(bare.base()));
            case StoreReading.Missing _,StoreReading.Deleted _,StoreReading.Malformed _ -> reading;
        };
    }

    private @Nullable Ring base(@Nullable Ring base) {
        return base == null ? null : ring(base);
    }

    private Ring ring(Ring ring) {
        writeIds.put(ring.version(), ring.writeId());
        epochs.put(ring.version(), ring.epoch());
        Ring seen = ring;
        if (mutants.contains(Mutant.IGNORE_EPOCHS)) {
            seen = Rings.withEpoch(seen, only(ring.epoch()));
        }
        if (mutants.contains(Mutant.IGNORE_WRITE_IDS)) {
            seen = Rings.withJournal(seen, entry -> new JournalEntry(entry.version(), ANY_WRITE, entry.event(),
                    entry.decided(), entry.data()));
        }
        return seen;
    }

    /// The first epoch met counts for all.
    private long only(long met) {
        epoch = epoch == 0 ? met : epoch;
        return epoch;
    }

    /// An event that a process which ignores epochs takes for one of the only epoch. What else it says is left out, but for
    /// revocations, which such a process hears as they are.
    KeyEvent event(KeyEvent event) {
        if (!mutants.contains(Mutant.IGNORE_EPOCHS) || !event.revokedKids().isEmpty()) {
            return event;
        }
        WriteHeader header = event.header();
        return new RotationResumed(new WriteHeader(header.keyring(), only(header.epoch()), header.version(),
                header.writeId(), header.decided(), header.reason(), header.requestId(), header.by()));
    }

    MemberStatus status(MemberStatus status) {
        Position applied = status.applied();
        return applied == null || !mutants.contains(Mutant.IGNORE_EPOCHS)
                ? status
                : with(status, new Position(only(applied.epoch()), applied.version()), status.writeId());
    }

    MemberStatus told(MemberStatus status) {
        Position applied = status.applied();
        return applied == null || mutants.isEmpty()
                ? status
                : with(status, new Position(epochs.getOrDefault(applied.version(), applied.epoch()),
                        applied.version()), writeIds.getOrDefault(applied.version(), status.writeId()));
    }

    private static MemberStatus with(MemberStatus status, Position applied, @Nullable String writeId) {
        return new MemberStatus(status.keyring(), status.instance(), status.service(), status.role(),
                status.sequence(), status.sent(), status.interval(), applied, writeId, status.appliedAt(), applied,
                status.keys(), status.lastRead(), status.clockOffset(), status.maxTokenLifetime(), status.kidsSeen(),
                status.ready(), status.problems(), status.declaredFalse());
    }
}
