package dev.habittracker.devstack.load;

import java.time.Duration;
import java.time.Instant;

/**
 * One request of a client.
 *
 * @param at when it was sent
 * @param instance the name of the one that was asked
 * @param kid the key that signed the token it carried; empty where it carried none
 * @param outcome what its answer means
 */
public record Sample(Instant at, Duration latency, Operation operation, String instance, String kid, Outcome outcome) {}
