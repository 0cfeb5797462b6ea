package dev.habittracker.rotator.decide;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.habittracker.events.Position;
import dev.habittracker.keyring.ring.Margins;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.Timing;
import dev.habittracker.keyring.ring.VaultTime;
import dev.habittracker.keyring.store.StoreReading;
import dev.habittracker.rotator.known.Bus;
import dev.habittracker.rotator.known.Gathered;

/// What a write that nobody is in a hurry for waits for.
final class Planned {

    private Planned() {}

    /// Why a planned write on this ring has to wait; empty where nothing stands against it.
    static Optional<String> obstacle(Gathered known, Ring ring) {
        return clockProblem(known).or(() -> journalProblem(known, ring));
    }

    /// Vault's clock and this process's differ by more than two honest ones can.
    static Optional<String> clockProblem(Gathered known) {
        Timing timing = timing(known);
        Duration tolerance = Margins.clockTolerance(timing);
        Duration offset = clockOffset(known);
        return offset.abs().compareTo(tolerance) <= 0
                ? Optional.empty()
                : Optional.of("Vault's clock and this rotator's differ by " + offset + ", more than S + 1 s = "
                        + tolerance + ": planned writes wait until the clocks are set right");
    }

    /// This process's clock less Vault's, as of the gathering.
    static Duration clockOffset(Gathered known) {
        VaultTime now = known.now();
        Instant middle = now.earliest().plus(Duration.between(now.earliest(), now.latest()).dividedBy(2));
        return Duration.between(middle, known.started().wall());
    }

    /// The journal is full, and its oldest entry is not known to be in the topic: one more write would lose its event.
    static Optional<String> journalProblem(Gathered known, Ring ring) {
        Position oldest = Journals.position(ring.journal().getFirst());
        return ring.journal().size() < Ring.JOURNAL_LIMIT || !oldest.isAfter(published(known))
                ? Optional.empty()
                : Optional.of("the journal is full, and its oldest entry, " + oldest
                        + ", is not in the topic yet: planned writes wait until Kafka has taken it");
    }

    /// The highest position that Kafka is known to have.
    static Position published(Gathered known) {
        return switch (known.bus()) {
            case Bus.Heard heard -> heard.tail().last();
            case Bus.Away _ -> known.past().published();
        };
    }

    private static Timing timing(Gathered known) {
        return known.reading() instanceof StoreReading.Whole whole
                ? whole.ring().policy().timing()
                : known.rules().initialPolicy().timing();
    }
}
