package dev.habittracker.keyring.jwt;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.habittracker.keyring.follow.Moment;

/// When tokens that match no key in use first came, so that whoever shows one again gets its 401 in the end. A token's kid
/// says how new its key is; where there is none, only the time since the token came tells whether a standby of Vault can
/// still have been behind its key.
///
/// Nothing of a token is kept but half of a salted SHA-256. Anybody can make up any number of such tokens, so the memory is
/// bounded, and what is in it stays for as long as it takes to come back for the answer: a flood cannot push out others'
/// tokens before, it only competes with newcomers for the places that become free, [#LIMIT] every `lag` and [#RETURN_WITHIN].
/// Who finds none is told 503 and tries again.
final class TokenMemory {

    /// About two megabytes.
    static final int LIMIT = 16_384;

    /// Time to show the token again after it can be answered; `Retry-After` says a second.
    static final Duration RETURN_WITHIN = Duration.ofSeconds(10);

    /// Half of a digest: enough that no two tokens that anybody can find share it.
    private record Digest(long high, long low) {}

    private final byte[] salt = new byte[16];
    /// In the order of coming.
    private final Map<Digest, Moment> firstMet = new LinkedHashMap<>();

    TokenMemory() {
        new SecureRandom().nextBytes(salt);
    }

    /// When this very token first came; `arrived` if this is the first time, or if there was no room to remember.
    ///
    /// @param lag how far a standby of Vault may be behind
    Moment firstMet(ParsedToken token, Moment arrived, Duration lag) {
        Digest digest = digest(token);
        Duration stay = lag.plus(RETURN_WITHIN);
        synchronized (firstMet) {
            Moment known = firstMet.get(digest);
            if (known != null) {
                return known;
            }
            if (hasRoom(arrived, stay)) {
                firstMet.put(digest, arrived);
            }
            return arrived;
        }
    }

    int size() {
        synchronized (firstMet) {
            return firstMet.size();
        }
    }

    private boolean hasRoom(Moment now, Duration stay) {
        if (firstMet.size() < LIMIT) {
            return true;
        }
        Iterator<Moment> eldest = firstMet.values().iterator();
        boolean stayed = now.waitedSince(eldest.next()).compareTo(stay) > 0;
        if (stayed) {
            eldest.remove();
        }
        return stayed;
    }

    /// The signature belongs to it: without it, anybody could have a token refused that is yet to be signed.
    private Digest digest(ParsedToken token) {
        MessageDigest sha256 = sha256();
        sha256.update(salt);
        sha256.update(token.signingInput());
        sha256.update((byte) '.');
        ByteBuffer digest = ByteBuffer
                .wrap(sha256.digest(token.signature().toString().getBytes(StandardCharsets.US_ASCII)));
        return new Digest(digest.getLong(), digest.getLong());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
