package dev.habittracker.keyring.follow;

import dev.habittracker.events.Position;
import dev.habittracker.keyring.ring.Ring;

/// What a ring that was read means beside the one in use. Pure; the order of checks is the order of the enum.
enum RingJudgement {

    /** The ring in use, read again. */
    SAME,

    /** A later one of the same line, or one under an epoch that an operator raised: put it to use. */
    NEWER,

    /** A later one whose journal no longer reaches back to the ring in use: start afresh with it. */
    AFRESH,

    /** An older one, as a standby that lags gives: read again. */
    OLDER,

    /** One that does not descend from the ring in use: Vault was restored from a backup. */
    FORK;

    static RingJudgement of(Ring read, Ring inUse) {
        Position position = read.position();
        if (position.epoch() > inUse.epoch()) {
            return NEWER;
        }
        return switch (read.descendsFrom(inUse.version(), inUse.writeId())) {
            case YES -> position.equals(inUse.position()) ? SAME : NEWER;
            case UNKNOWN -> position.epoch() == inUse.epoch() ? AFRESH : FORK;
            case NO -> descends(inUse, read) ? OLDER : FORK;
        };
    }

    private static boolean descends(Ring later, Ring earlier) {
        return later.epoch() != earlier.epoch()
                ? later.epoch() > earlier.epoch()
                : switch (later.descendsFrom(earlier.version(), earlier.writeId())) {
                    case YES, UNKNOWN -> true;
                    case NO -> false;
                };
    }
}
