package dev.habittracker.simulation.check;

/// What a history has been through, as far as it is worth counting: a million histories in which no backup was restored say
/// nothing about restored backups.
public enum Situation {

    /** NEXT became ACTIVE in turn. */
    ROTATED("a rotation"),

    /** A retiring key became ACTIVE again. */
    ROLLED_BACK("a rollback"),

    /** One key was revoked. */
    REVOKED("a key revoked"),

    /** All keys were revoked. */
    ALL_REVOKED("all keys revoked"),

    /** An expired key left the ring. */
    RETIRED("an expired key retired"),

    /** NEXT was replaced. */
    NEXT_REPLACED("NEXT replaced"),

    /** The policy changed. */
    POLICY_CHANGED("the policy changed"),

    /** A secret put by hand came into the ring. */
    ADOPTED("a secret put by hand adopted"),

    /** The same, with services that go by the ring below it. */
    ADOPTED_OVER_A_RING("... over a ring that services use"),

    /** The secret was deleted, and a rotator saw it. */
    DELETED("the secret deleted"),

    /** A backup was restored. */
    RESTORED("a backup restored"),

    /** A backup was restored more than once. */
    RESTORED_AGAIN("... and another one after it"),

    /** The operator accepted a restored ring. */
    ACCEPTED("a restored ring accepted"),

    /** A process goes by a ring that Vault has lost. */
    ON_A_FORK("a process on a fork"),

    /** A forged event stands in the topic. */
    FORGED("a forged event"),

    /** The topics were made anew. */
    TOPICS_RECREATED("the topics made anew"),

    /** A rotator was killed while it waited for an answer. */
    DIED_MIDWAY("a rotator killed in mid-reconciliation"),

    /** A rotator was killed after its write and before the event. */
    DIED_UNPUBLISHED("a rotator killed between write and event"),

    /** Two rotators wrote the same version, and one was refused. */
    RACED("two rotators that wrote at once"),

    /** A write was carried out later than W after its decision. */
    LANDED_LATE("a write that landed late"),

    /** A public-key algorithm signs. */
    PUBLIC_KEYS("public keys that sign"),

    /** A token was decided on by a read of the store. */
    ASKED_THE_STORE("a token decided by a read"),

    /** A verifier could not say. */
    UNAVAILABLE("a verifier that answered 503"),

    /** A token without kid was verified. */
    WITHOUT_KID("a token without kid");

    private final String label;

    Situation(String label) {
        this.label = label;
    }

    /// In a table.
    public String label() {
        return label;
    }
}
