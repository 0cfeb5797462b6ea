package dev.habittracker.keyring.ring;

import java.time.Duration;
import java.util.Optional;

/// The bounds that all margins are made of. They stand in the ring's policy, so that all processes reckon alike.
///
/// @param poll        how often a member asks Vault for a newer ring, jitter included
/// @param lag         how far a standby of Vault may be behind the active node
/// @param clockError  `S`: the bound on any one clock's error against true time, Vault's nodes included; it counts twice
///                    between two machines
/// @param writeBudget `W`: a decision that was not sent this long after it was taken is not sent any more
public record Timing(Duration poll, Duration lag, Duration clockError, Duration writeBudget) {

    /// No rule of a keyring is longer: a leap year. Whoever means more has mistaken the unit.
    public static final Duration LONGEST = Duration.ofDays(366);

    /// What production runs with.
    public static final Timing DEFAULT = new Timing(Duration.ofSeconds(15), Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5));

    public Timing {
        positive("poll", poll);
        notNegative("lag", lag);
        positive("clock-error", clockError);
        positive("write-budget", writeBudget);
        bounded("poll", poll);
        bounded("lag", lag);
        bounded("clock-error", clockError);
        bounded("write-budget", writeBudget);
    }

    /// In which of its bounds a process configured with `own` is slower than these, as a sentence; empty where in none.
    public Optional<String> exceededBy(Timing own) {
        if (own.poll.compareTo(poll) > 0) {
            return Optional.of("poll is configured as " + own.poll + " but the ring's policy counts on " + poll);
        }
        if (own.lag.compareTo(lag) > 0) {
            return Optional.of("lag is configured as " + own.lag + " but the ring's policy counts on " + lag);
        }
        if (own.clockError.compareTo(clockError) > 0) {
            return Optional.of(
                    "clock-error is configured as " + own.clockError + " but the ring's policy counts on "
                            + clockError);
        }
        if (own.writeBudget.compareTo(writeBudget) > 0) {
            return Optional.of("write-budget is configured as " + own.writeBudget + " but the ring's policy counts on "
                    + writeBudget);
        }
        return Optional.empty();
    }

    private static void positive(String name, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(name + " must be longer than zero, not " + value);
        }
    }

    private static void notNegative(String name, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(name + " must not be negative, not " + value);
        }
    }

    static void bounded(String name, Duration value) {
        if (value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + " must be at most " + LONGEST + " (366 days), not " + value);
        }
    }
}
