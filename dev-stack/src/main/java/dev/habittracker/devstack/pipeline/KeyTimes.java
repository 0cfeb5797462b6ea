package dev.habittracker.devstack.pipeline;

import java.time.Duration;

/**
 * The settings of a keyring that must fit together; the names are those of {@code docs/protocol.md}.
 *
 * @param maxTokenLifetime L
 * @param clockError S, the bound on any one clock's error
 * @param writeBudget W
 */
public record KeyTimes(Duration maxTokenLifetime, Duration signingLease, Duration clockError, Duration poll,
        Duration lag,
        Duration writeBudget, Duration statusInterval, Duration jwksCache) {

    /** For watching: a rotation a minute. */
    public static final KeyTimes DEMO = new KeyTimes(Duration.ofSeconds(20), Duration.ofSeconds(10),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(2),
            Duration.ofSeconds(20));

    /** For the drill: tokens live through more than one rotation, and five rotations take less than three minutes. */
    public static final KeyTimes DRILL = new KeyTimes(Duration.ofSeconds(15), Duration.ofSeconds(5),
            Duration.ofMillis(500),
            Duration.ofSeconds(1), Duration.ofMillis(500), Duration.ofSeconds(2), Duration.ofSeconds(1),
            Duration.ofSeconds(10));

    /** For torture: outages longer than the lease are common, and a rotation is due every half minute. */
    public static final KeyTimes TORTURE = new KeyTimes(Duration.ofSeconds(20), Duration.ofSeconds(4),
            Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofMillis(500), Duration.ofSeconds(2),
            Duration.ofSeconds(1), Duration.ofSeconds(10));

    /** Every member that reaches Vault has what was written that long ago. */
    public Duration spread() {
        return poll.plus(lag).plus(clockError.multipliedBy(2)).plus(writeBudget);
    }

    /** How long a key goes on verifying after it stopped signing. */
    public Duration overlap() {
        return signingLease.plus(maxTokenLifetime).plus(clockError.multipliedBy(2)).plus(writeBudget).plus(lag);
    }

    /** Below this a second key would still be retiring when the next one is. */
    public Duration shortestPeriod() {
        return overlap().plus(clockError.multipliedBy(4));
    }
}
