package dev.habittracker.keyring.follow;

import java.util.Locale;

/// What a member complains of. Each has a name under which it stands in statuses, logs, metrics and health.
public enum Problem {

    /** The store gives no answer. */
    STORE_UNREACHABLE,

    /** The secret is missing, deleted or malformed. */
    NO_RING,

    /** A bare secret stands where a ring stood. */
    BARE_SECRET,

    /** The ring in Vault does not descend from the one in use: Vault was restored from a backup. */
    FORK,

    /** An event tells of a ring that Vault does not have. */
    EVENT_AHEAD_OF_STORE,

    /** Statuses are not acknowledged: others take this process for gone. */
    BUS_UNREACHABLE,

    /** Events and statuses cannot be heard, for want of brokers or of topics as they must be; the poll alone keeps the ring fresh. */
    BUS_UNHEARD,

    /** Vault's clock and this process's differ by more than S. */
    CLOCK_OFF,

    /** This process is configured slower, or to issue longer, than the ring's policy counts on. */
    CONFIGURATION,

    /** A key failed its self-test here. */
    KEY_UNUSABLE,

    /** A token came that is newer than the ring in use and could not be checked. */
    UNCHECKABLE_TOKEN;

    /// The name as it stands in statuses and metrics: `event-ahead-of-store`.
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
