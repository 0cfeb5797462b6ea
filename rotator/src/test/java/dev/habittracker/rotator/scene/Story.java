package dev.habittracker.rotator.scene;

import java.time.Duration;
import java.time.Instant;

import dev.habittracker.keyring.ring.Policy;
import dev.habittracker.keyring.ring.SigningAlgorithm;
import dev.habittracker.keyring.ring.Timing;

/// The settings of production, with the sums that follow from them, and when every test's story begins.
public final class Story {

    public static final String KEYRING = "habit-tracker";
    public static final Instant START = Instant.parse("2026-11-24T08:00:00Z");
    public static final Duration LIFETIME = Duration.ofMinutes(15);
    public static final Duration LEASE = Duration.ofHours(1);
    public static final Policy POLICY = policy(SigningAlgorithm.HS256);
    /// `poll 15 + lag 5 + 2S 10 + W 5`.
    public static final Duration SPREAD = Duration.ofSeconds(35);
    /// `lease 3600 + L 900 + 2S 10 + W 5 + lag 5`.
    public static final Duration OVERLAP = Duration.ofSeconds(4_520);
    /// What consumers keep a JWKS for.
    public static final Duration JWKS_CACHE = Duration.ofSeconds(300);
    /// How long members may hold up a rotation.
    public static final Duration DEADLINE = Duration.ofMinutes(10);
    /// How often a key is replaced.
    public static final Duration PERIOD = Duration.ofHours(24);
    /// How often members send their status.
    public static final Duration HEARTBEAT = Duration.ofSeconds(5);
    public static final Duration SECOND = Duration.ofSeconds(1);
    public static final Duration LAG = Timing.DEFAULT.lag();

    private Story() {}

    /// The policy of production for an algorithm.
    public static Policy policy(SigningAlgorithm algorithm) {
        return new Policy(algorithm, LIFETIME, LEASE, Timing.DEFAULT);
    }

    /// The policy of production with another lifetime.
    public static Policy policy(Duration maxTokenLifetime) {
        return new Policy(SigningAlgorithm.HS256, maxTokenLifetime, LEASE, Timing.DEFAULT);
    }
}
