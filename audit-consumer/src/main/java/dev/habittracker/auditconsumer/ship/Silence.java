package dev.habittracker.auditconsumer.ship;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What to do about an audit file that does not grow. A Vault that nobody uses writes nothing, so before an alarm is raised
 * Vault is asked something that it has to record: if its file grows then, all is well.
 */
public enum Silence {
    /** It grew lately, or nobody knows yet. */
    NONE,
    /** It has not grown for half of what is allowed: have Vault write something. */
    ASK,
    /** It has not grown for longer than is allowed. */
    ALARM;

    /**
     * Decides.
     *
     * @param grew when an audit file was last seen to grow; null if none was seen yet
     * @param limit what is allowed
     */
    public static Silence of(@Nullable Instant grew, Instant now, Duration limit) {
        if (grew == null || grew.isAfter(now)) {
            return NONE;
        }
        Duration silent = Duration.between(grew, now);
        if (silent.compareTo(limit) > 0) {
            return ALARM;
        }
        return silent.compareTo(limit.dividedBy(2)) > 0 ? ASK : NONE;
    }
}
