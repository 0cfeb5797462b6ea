package dev.habittracker.keyring.vault;

import java.time.Duration;
import java.time.Instant;

/// What is known of a token, and what follows from it at an instant.
///
/// | the token                                              | what to do                        |
/// |--------------------------------------------------------|-----------------------------------|
/// | has no end                                             | use it                            |
/// | before two thirds of its time, less the jitter         | use it                            |
/// | after that, renewable                                  | renew it, using it meanwhile      |
/// | after that, and the last renewal gave less than the    | replace it by a new login, using  |
/// | login: its maximum is near; or it is not renewable     | it meanwhile                      |
/// | at its end                                             | replace it; it is of no use       |
///
/// The wall clock counts, not the monotonic one, which stands still while a machine sleeps. A wrong clock costs a
/// needless login or a 403, which is answered by a login.
///
/// @param granted   an instant before the request for it was sent, so that its time never ends later than this says
/// @param ttl       the time granted; zero for a token without end
/// @param loginTtl  the time that the login granted: a renewal that grants less has met the maximum
/// @param renewable whether Vault would renew it
/// @param jitter    0 to 1: takes up to a tenth off the time until it is due, so that a fleet that started together does
///                  not renew together
record TokenFacts(Instant granted, Duration ttl, Duration loginTtl, boolean renewable, double jitter) {

    /// What a session does with its token.
    sealed interface Decision {

        /// Nothing.
        record Use() implements Decision {}

        /// Asks Vault for more time; the token is good meanwhile.
        record Renew() implements Decision {}

        /// Logs in anew.
        ///
        /// @param reason why, for the log
        /// @param usable whether the token is good meanwhile
        record Replace(String reason, boolean usable) implements Decision {}
    }

    TokenFacts {
        if (jitter < 0 || jitter >= 1) {
            throw new IllegalArgumentException("jitter must be at least 0 and below 1, not " + jitter);
        }
    }

    Decision decide(Instant now) {
        if (ttl.isZero()) {
            return new Decision.Use();
        }
        if (expiredAt(now)) {
            return new Decision.Replace("the token's time is over", false);
        }
        if (now.isBefore(due())) {
            return new Decision.Use();
        }
        if (!renewable) {
            return new Decision.Replace("the token cannot be renewed", true);
        }
        if (ttl.compareTo(loginTtl) < 0) {
            return new Decision.Replace("the token nears its maximum lifetime", true);
        }
        return new Decision.Renew();
    }

    /// From then on it is renewed or replaced.
    Instant due() {
        long twoThirds = ttl.toMillis() * 2 / 3;
        return granted.plusMillis(twoThirds - (long) (twoThirds * jitter / 10));
    }

    boolean expiredAt(Instant now) {
        return !ttl.isZero() && !now.isBefore(granted.plus(ttl));
    }

    TokenFacts renewed(Instant at, Duration newTtl, boolean stillRenewable) {
        return new TokenFacts(at, newTtl, loginTtl, stillRenewable, jitter);
    }
}
