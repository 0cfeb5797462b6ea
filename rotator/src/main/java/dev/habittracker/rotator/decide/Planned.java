package dev.habittracker.rotator.decide;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

import dev.habittracker.keyring.ring.JournalEntry;
import dev.habittracker.keyring.ring.Margins;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.Seconds;
import dev.habittracker.keyring.ring.Timing;
import dev.habittracker.keyring.ring.VaultTime;
import dev.habittracker.rotator.known.Gathered;

/// What a write that nobody is in a hurry for waits for.
final class Planned {

    private Planned() {}

    /// Why a planned write on this ring has to wait; empty where nothing stands against it.
    static Optional<String> obstacle(Gathered known, Ring ring) {
        return clockProblem(known).or(() -> journalProblem(known, ring, 1));
    }

    /// Vault's clock and this process's differ by more than two honest ones can.
    static Optional<String> clockProblem(Gathered known) {
        Timing timing = timing(known);
        Duration tolerance = Margins.clockTolerance(timing);
        Duration offset = clockOffset(known);
        return offset.abs().compareTo(tolerance) <= 0
                ? Optional.empty()
                : Optional.of(
                        "Vault's clock and this rotator's differ by " + Seconds.text(offset) + ", more than S + 1 s = "
                                + Seconds.text(tolerance) + ": planned writes wait until the clocks are set right");
    }

    /// This process's clock less Vault's, as of Vault's answer: what was asked before may have taken seconds.
    private static Duration clockOffset(Gathered known) {
        VaultTime now = known.now();
        Instant middle = now.earliest().plus(Duration.between(now.earliest(), now.latest()).dividedBy(2));
        return Duration.between(middle, known.answered().wall());
    }

    /// So many more entries would push one out of the journal that is not known to be in the topic: its event would be
    /// lost.
    static Optional<String> journalProblem(Gathered known, Ring ring, long entries) {
        long pushedOut = Math.min(ring.journal().size() + entries - Ring.JOURNAL_LIMIT, ring.journal().size());
        if (pushedOut <= 0) {
            return Optional.empty();
        }
        Set<JournalEntry> unpublished = Set.copyOf(Journals.unpublished(known, ring));
        return ring.journal().subList(0, (int) pushedOut).reversed().stream().filter(unpublished::contains).findFirst()
                .map(entry -> "the journal is full, and the entry of " + Journals.position(entry)
                        + " is not in the topic"
                        + " yet: planned writes wait until Kafka has taken it");
    }

    private static Timing timing(Gathered known) {
        return known.ring().map(Ring::policy).orElse(known.rules().initialPolicy()).timing();
    }
}
