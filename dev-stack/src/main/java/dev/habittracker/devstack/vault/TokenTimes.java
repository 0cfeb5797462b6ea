package dev.habittracker.devstack.vault;

import java.time.Duration;

/**
 * How long the tokens of services live.
 *
 * @param timeToLive until renewed
 * @param maximum whatever renewals; then the service logs in again
 */
public record TokenTimes(Duration timeToLive, Duration maximum) {

    /** The design's limit, with renewals every few minutes. */
    public static final TokenTimes DEFAULT = new TokenTimes(Duration.ofMinutes(20), Duration.ofHours(1));

    public TokenTimes {
        if (timeToLive.compareTo(maximum) > 0 || maximum.compareTo(Duration.ofHours(1)) > 0
                || !timeToLive.isPositive()) {
            throw new IllegalArgumentException(
                    "a service's token lives more than nothing and at most 1 h, its time to live at most its maximum, not "
                            + timeToLive + " and " + maximum);
        }
    }
}
