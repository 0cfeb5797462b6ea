package dev.habittracker.simulation.check;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.habittracker.events.MemberRole;
import dev.habittracker.keyring.follow.Snapshot;

/// A process, as far as rules look at it.
public interface Subject {

    /// Its name and how often it was started: `member-1#2`.
    String name();

    /// What it does with the ring.
    MemberRole role();

    /// What it goes by.
    Optional<Snapshot> snapshot();

    /// Whether it takes requests.
    boolean ready();

    /// The problems that it tells of.
    List<String> problems();

    /// Its wall clock.
    Instant wall();

    /// How long it has run without a break, has reached Vault at every attempt and has not been held up.
    Duration healthyFor();

    /// Whether nothing of it moves now.
    boolean isHeldUp();

    /// How long it has run and reached Kafka without a break, as far as it is up to this process.
    Duration audibleFor();

    /// Whether its clock, or the machine's, was ever off by more than S.
    boolean clockFault();

    /// Whether it takes a token for valid now, without asking anybody.
    boolean accepts(Token token);

    /// Whether its machine slept in the last hour.
    boolean slept();
}
