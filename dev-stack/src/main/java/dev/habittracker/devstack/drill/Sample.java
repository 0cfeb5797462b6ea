package dev.habittracker.devstack.drill;

import java.time.Duration;
import java.time.Instant;

/**
 * One request of a client.
 *
 * @param at when it was sent
 * @param outcome what its answer means
 */
record Sample(Instant at, Duration latency, Operation operation, Outcome outcome) {}
