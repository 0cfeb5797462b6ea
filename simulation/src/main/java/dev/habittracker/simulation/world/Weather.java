package dev.habittracker.simulation.world;

import java.time.Duration;

import dev.habittracker.simulation.engine.Dice;

/// How long things take on the network, and how reliable the bus is.
public enum Weather {

    /** Milliseconds, and nothing is lost. */
    FAIR(30, 100, 0, 0),

    /** Now and then most of a second; events are late by seconds, some come twice, few are lost. */
    MIXED(700, 5_000, 0.05, 0.1),

    /** Calls take seconds; a third of what the bus carries is lost until it is read again, or comes twice. */
    ROUGH(1_800, 15_000, 0.3, 0.3);

    /** How long a client waits for Vault's answer. */
    public static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration LEAST = Duration.ofMillis(1);

    private final Duration longestHop;
    private final Duration longestDelivery;
    private final double loss;
    private final double repeat;

    Weather(long longestHop, long longestDelivery, double loss, double repeat) {
        this.longestHop = Duration.ofMillis(longestHop);
        this.longestDelivery = Duration.ofMillis(longestDelivery);
        this.loss = loss;
        this.repeat = repeat;
    }

    /// One way of a call.
    public Duration hop(Dice dice) {
        return dice.chance(0.7) ? dice.between(LEAST, Duration.ofMillis(20)) : dice.between(LEAST, longestHop);
    }

    /// From a record in a topic to who listens.
    public Duration delivery(Dice dice) {
        return dice.chance(0.6) ? dice.between(LEAST, Duration.ofMillis(50)) : dice.between(LEAST, longestDelivery);
    }

    /// Whether a record is lost to one listener until it reads the topic again.
    public boolean loses(Dice dice) {
        return dice.chance(loss);
    }

    /// Whether a record comes twice.
    public boolean repeats(Dice dice) {
        return dice.chance(repeat);
    }
}
