package dev.habittracker.rotator.decide;

import java.util.Locale;

/// Something that an operator should look at.
///
/// @param kind    which
/// @param message what is wrong, with its numbers, and what to do
public record Alarm(Kind kind, String message) {

    /// The kinds of alarm. Each has a name under which it stands in health, metrics and answers.
    public enum Kind {

        /** A rotation is due for longer than its deadline. */
        ROTATION_OVERDUE,

        /** A live member has not applied what every member should have by now. */
        MEMBER_LAGGING,

        /** Vault's clock, a member's or this rotator's is off by more than S. */
        CLOCK_OFF,

        /** The ring does not descend from what others know of. */
        FORK,

        /** The topic lacks an event for longer than a write needs to spread. */
        EVENT_UNPUBLISHED,

        /** Versions that hold a removed key can still be read. */
        OLD_VERSIONS_READABLE,

        /** The schedule does not leave enough time between rotations. */
        PLAN_UNSAFE,

        /** The policy that is configured was not taken over. */
        POLICY_NOT_APPLIED,

        /** The secret is deleted, unreadable, lost, or a bare one stands over the ring. */
        SECRET,

        /** Kafka cannot be reached. */
        BUS_AWAY,

        /** The database cannot be reached. */
        HISTORY_AWAY,

        /** This rotator does not hear itself. */
        ECHO_LOST;

        /// The name as it stands in answers and metrics: `rotation-overdue`.
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
