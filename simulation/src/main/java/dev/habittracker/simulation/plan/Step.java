package dev.habittracker.simulation.plan;

import java.time.Duration;

/// One thing that goes wrong, or that somebody does, in a history.
///
/// @param kind   what
/// @param at     true time since the start
/// @param length for how long
/// @param who    which process, partition or node, counted from 0; taken modulo their number
/// @param number what else there is to choose; its meaning is the kind's
public record Step(Kind kind, Duration at, Duration length, int who, int number) {

    /// The kinds of steps.
    public enum Kind {

        /** A process is cut off from Vault. */
        CUT_VAULT,

        /** A process is cut off from Kafka. */
        CUT_KAFKA,

        /** A process is cut off from both. */
        CUT_BOTH,

        /** Vault gives no answer to anybody. */
        VAULT_AWAY,

        /** The brokers are gone. */
        KAFKA_AWAY,

        /** The database gives no answer. */
        DATABASE_AWAY,

        /** The database is replaced by an empty one. */
        DATABASE_LOST,

        /** One partition of the members topic can neither be written nor heard. */
        PARTITION_SILENT,

        /** Nothing of a process moves. */
        HOLD,

        /** The machine of a process sleeps. */
        SLEEP,

        /** A process is killed, and started again after the length. */
        KILL,

        /** A process stops, and starts again after the length. */
        STOP,

        /** A service is deployed anew; it issues tokens that live for as many seconds as the number says. */
        DEPLOY,

        /** Another node of Vault becomes the active one. */
        FAIL_OVER,

        /** All standbys are behind by up to `lag`. */
        STANDBYS_LAG,

        /** The clock of a process jumps, within S. */
        CLOCK_JUMP,

        /** The clock of a node of Vault jumps, within S. */
        NODE_CLOCK_JUMP,

        /** The clock of a process is off by more than S. */
        CLOCK_FAULT,

        /** The topics are made anew. */
        TOPICS_RECREATED,

        /** Retention leaves as many events as the number says. */
        RETENTION,

        /** Somebody who may not appends an event that is ahead of the store; with an odd number it revokes the active key. */
        FORGED_EVENT,

        /** Vault is restored to what it had the length before. */
        RESTORE,

        /** A secret is put by hand over the ring; the number says which. */
        PUT_BY_HAND,

        /** The secret is deleted. */
        DELETE_SECRET,

        /** An operator asks for a rotation. */
        ROTATE,

        /** An operator rolls back to the newest retiring key. */
        ROLL_BACK,

        /** An operator revokes one of the ring's keys. */
        REVOKE,

        /** An operator revokes the key that signs. */
        REVOKE_ACTIVE,

        /** An operator revokes everything. */
        REVOKE_ALL,

        /** An operator changes the lifetime of tokens to as many seconds as the number says. */
        CHANGE_LIFETIME,

        /** An operator changes the algorithm; with an even number without saying that a change of kind is meant. */
        CHANGE_KIND,

        /** The worst that can be done to a member at the next rotation, within all bounds. */
        AMBUSH,

        /** The same at the next rotation that an operator asks for, of keys that nobody can have yet. */
        HASTE
    }

    /// The same, done to that process, partition or node.
    public Step to(int who) {
        return new Step(kind, at, length, who, number);
    }

    @Override
    public String toString() {
        return "%7.1f s  %-16s who %d, number %d%s".formatted(at.toMillis() / 1000.0, kind, who, number,
                length.isPositive() ? ", for %.1f s".formatted(length.toMillis() / 1000.0) : "");
    }
}
