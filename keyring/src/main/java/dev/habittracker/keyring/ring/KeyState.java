package dev.habittracker.keyring.ring;

/// What a kid is in a ring at an instant.
public enum KeyState {

    /** The key that signs. */
    ACTIVE,

    /** The key that will sign next; verifies already. */
    NEXT,

    /** Signed once, verifies until its exp. */
    RETIRING,

    /** In the ring without material; who holds that verifies until its exp. */
    CARRIED,

    /** In the ring, and its exp has passed. */
    EXPIRED,

    /** Not in the ring: never was, was retired, or was revoked. */
    ABSENT;

    /// Whether tokens of such a key are to be accepted.
    public boolean verifies() {
        return switch (this) {
            case ACTIVE, NEXT, RETIRING, CARRIED -> true;
            case EXPIRED, ABSENT -> false;
        };
    }
}
