package dev.habittracker.keyring.jwt;

import java.time.Duration;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import dev.habittracker.keyring.crypto.UsableKey;
import dev.habittracker.keyring.follow.Snapshot;
import dev.habittracker.keyring.ring.Kid;

/// Whether a token that has not expired itself is valid, as far as the ring in use can tell. Pure.
///
/// | the token's kid is                                   | the token is                                           |
/// |------------------------------------------------------|--------------------------------------------------------|
/// | revoked, if only by an event                         | refused                                                |
/// | in the ring, its `exp` to come or none               | accepted or refused by its signature                   |
/// | in the ring, its `exp` passed                        | refused by its signature; else refused if the ring was read after the token came and is as new as anything heard of; else a read is needed |
/// | absent, minted by the ring's write or an earlier one | refused: what has left a ring does not come back       |
/// | absent and newer                                     | refused after a read that started more than `lag` after the kid was first met; else a read is needed |
/// | none, a secret without a ring is in use, and a revocation was heard | nobody can say before the ring was read |
/// | none, and a symmetric key in use fits                | accepted                                               |
/// | none, and none fits                                  | refused after a read that started more than `lag` after the token was first met; else a read is needed |
///
/// "No" counts only from a ring at least as new as the kid and as anything heard of, or after `lag`: before that a standby
/// of Vault may have answered, and the key may be as valid as any.
///
/// A key that expired needs no `lag`: only a rollback takes an `exp` away, and none is written when the `exp` is nearer than
/// [dev.habittracker.keyring.ring.Margins#spread]. So it was in Vault `lag` before any clock shows the `exp`, unless its
/// request took longer than poll + W on the way; Vault's `max_request_duration` is to be shorter. But the ring must be of the
/// line in use: in one that was restored from a backup the key may be ACTIVE, and members that never read later ones sign
/// with it.
public final class TokenJudgement {

    private static final TokenVerdict NO_RING = new TokenVerdict.CannotSay("no ring was read so far");
    private static final TokenVerdict PERHAPS_REVOKED = new TokenVerdict.CannotSay(
            "a key was revoked, and the ring that tells whether it is the secret in use was not read so far");

    private TokenJudgement() {}

    /// The verdict on a token that names its key.
    ///
    /// @param snapshot the ring in use; `null` for none
    /// @param inquiry  when what was asked; its arrival is the now of every `exp`
    /// @param signed   whether a key made the token's signature
    public static TokenVerdict withKid(@Nullable Snapshot snapshot, Kid kid, Inquiry inquiry, Duration lag,
            Predicate<UsableKey> signed) {
        if (snapshot == null) {
            return NO_RING;
        }
        if (snapshot.revokedHeard().contains(kid)) {
            return refuse(TokenRefusal.KEY_REVOKED);
        }
        UsableKey key = snapshot.key(kid).orElse(null);
        return switch (snapshot.stateOf(kid, inquiry.arrived().wall())) {
            case ACTIVE, NEXT, RETIRING, CARRIED -> live(kid, key, signed);
            case EXPIRED -> expired(snapshot, kid, key, inquiry, signed);
            case ABSENT -> absent(snapshot, kid, inquiry, lag);
        };
    }

    /// The verdict on a token that names no key: symmetric keys alone are tried, for plain clients have no others. Where
    /// none fits, a secret may have been put by hand, or the next key have become ACTIVE, since the last read or behind a
    /// standby that answered it.
    public static TokenVerdict withoutKid(@Nullable Snapshot snapshot, Inquiry inquiry, Duration lag,
            Predicate<UsableKey> signed) {
        if (snapshot == null) {
            return NO_RING;
        }
        if (snapshot.bareMayBeRevoked()) {
            return PERHAPS_REVOKED;
        }
        if (snapshot.keysWithoutKid(inquiry.arrived().wall()).stream().anyMatch(signed)) {
            return new TokenVerdict.Accept();
        }
        if (inquiry.conclusive(snapshot, lag)) {
            return refuse(TokenRefusal.SIGNATURE);
        }
        return new TokenVerdict.Ask("a token without kid matches no key in use, and a newer secret may have been put",
                TokenRefusal.SIGNATURE, false);
    }

    private static TokenVerdict live(Kid kid, @Nullable UsableKey key, Predicate<UsableKey> signed) {
        if (key == null) {
            return new TokenVerdict.CannotSay("key " + kid + " cannot be used by this process");
        }
        return signed.test(key) ? new TokenVerdict.Accept() : refuse(TokenRefusal.SIGNATURE);
    }

    private static TokenVerdict expired(Snapshot snapshot, Kid kid, @Nullable UsableKey key, Inquiry inquiry,
            Predicate<UsableKey> signed) {
        if (key == null) {
            return refuse(TokenRefusal.KEY_UNKNOWN);
        }
        if (!signed.test(key)) {
            return refuse(TokenRefusal.SIGNATURE);
        }
        if (inquiry.readSinceArrival(snapshot)) {
            return refuse(TokenRefusal.KEY_EXPIRED);
        }
        return new TokenVerdict.Ask(
                "key " + kid + " has expired in the ring in use, and a newer one may have prolonged it",
                TokenRefusal.KEY_EXPIRED, true);
    }

    private static TokenVerdict absent(Snapshot snapshot, Kid kid, Inquiry inquiry, Duration lag) {
        if (!kid.minted().isAfter(snapshot.position()) || inquiry.conclusive(snapshot, lag)) {
            return refuse(TokenRefusal.KEY_UNKNOWN);
        }
        return new TokenVerdict.Ask("key " + kid + " is newer than the ring in use at " + snapshot.position(),
                TokenRefusal.KEY_UNKNOWN, !kid.minted().isAfter(snapshot.heard()));
    }

    private static TokenVerdict refuse(TokenRefusal reason) {
        return new TokenVerdict.Refuse(reason);
    }
}
