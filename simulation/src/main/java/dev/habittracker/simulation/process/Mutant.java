package dev.habittracker.simulation.process;

/// The protocol with one of its safeguards taken away. A simulation that does not find these would find nothing.
public enum Mutant {

    /** A key's overlap lacks the signing lease. */
    OVERLAP_WITHOUT_LEASE,

    /** A key's overlap lacks the tokens' lifetime. */
    OVERLAP_WITHOUT_LIFETIME,

    /** A key's overlap has S once. */
    OVERLAP_WITH_S_ONCE,

    /** A key's overlap lacks W. */
    OVERLAP_WITHOUT_W,

    /** A key's overlap lacks the standbys' lag. */
    OVERLAP_WITHOUT_LAG,

    /** NEXT may sign as soon as it is written. */
    NO_SPREAD,

    /** A rotator takes it for granted that it hears itself. */
    NO_ECHO,

    /** A rotator asks nobody whether they have NEXT. */
    NO_ACKNOWLEDGEMENTS,

    /** A member signs without end after its last read. */
    NO_LEASE,

    /** A member's lease is renewed by what it hears from Kafka. */
    LEASE_FROM_KAFKA,

    /** A member signs with the newest key, whatever `active` says. */
    SIGN_BY_LATEST,

    /** The event is published before the ring is written. */
    PUBLISH_BEFORE_WRITE,

    /** The newest event alone is published. */
    PUBLISH_NEWEST_ONLY,

    /** Members order by version alone. */
    IGNORE_EPOCHS,

    /** Members take two writes of one number for the same. */
    IGNORE_WRITE_IDS,

    /** What a ring does not have is refused, however old the ring. */
    REFUSE_BY_STALE_READ,

    /** A token without kid is refused by any read since it came, as if no standby lagged. */
    REFUSE_WITHOUT_KID_BY_ANY_READ,

    /** A key leaves the ring at its `exp`. */
    RETIRE_AT_EXP,

    /** A member that finds a bare secret takes it into a ring itself. */
    ADOPT_BY_MEMBER,

    /** Members forget revocations that they only heard of. */
    IGNORE_HEARD_REVOCATIONS,

    /** A change between symmetric and public-key algorithms need not be asked for by name. */
    KIND_CHANGES_UNASKED,

    /** Rotators raise no alarm. */
    NO_ALARMS,

    /** A decision is sent however old it is, and readers add nothing for it. */
    NO_WRITE_BUDGET,

    /** The ring is written without check-and-set. */
    WRITE_WITHOUT_CHECK
}
