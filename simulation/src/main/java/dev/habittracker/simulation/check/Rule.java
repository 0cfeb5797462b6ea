package dev.habittracker.simulation.check;

import java.util.EnumSet;
import java.util.Set;

/// The rules that the protocol must always keep, with the numbers they have in its description.
public enum Rule {

    /** No valid token is refused. */
    NO_VALID_TOKEN_IS_REFUSED(1),

    /** Nobody signs with a key that a live verifier could not check. */
    NOBODY_SIGNS_UNCHECKABLY(2),

    /** A revoked key is refused everywhere. */
    REVOKED_IS_REFUSED(3),

    /** A ring never goes backwards, or to another line. */
    ONE_ORDER(4),

    /** The store and the bus may part; they heal. */
    STORE_AND_BUS_HEAL(5),

    /** An unsafe plan is refused. */
    UNSAFE_PLAN_IS_REFUSED(7),

    /** The kind of algorithm changes only where that was asked for by name. */
    ALGORITHM_FROM_THE_KEY(8),

    /** Nothing important stops silently. */
    NOTHING_STOPS_SILENTLY(10),

    /** Who may be out of date does not sign. */
    OUT_OF_DATE_DOES_NOT_SIGN(11),

    /** A decision expires. */
    A_DECISION_EXPIRES(12),

    /** No code fails in a way that nothing handles. */
    NO_CODE_FAILS(0);

    private final int number;

    Rule(int number) {
        this.number = number;
    }

    /// All of them.
    public static Set<Rule> all() {
        return EnumSet.allOf(Rule.class);
    }

    /// The number in the protocol's description; 0 for what goes without saying.
    public int number() {
        return number;
    }
}
