package dev.habittracker.keyring.jwt;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/// What became of tokens in this process since it began. Safe for use by many threads at once.
public final class TokenCounters {

    private final LongAdder accepted = new LongAdder();
    private final LongAdder unverifiable = new LongAdder();
    private final LongAdder signed = new LongAdder();
    private final LongAdder unsigned = new LongAdder();
    private final LongAdder capped = new LongAdder();
    private final LongAdder keyExpiredFirst = new LongAdder();
    private final Map<TokenRefusal, LongAdder> refused;

    /// All counters at zero.
    public TokenCounters() {
        Map<TokenRefusal, LongAdder> byReason = new EnumMap<>(TokenRefusal.class);
        for (TokenRefusal reason : TokenRefusal.values()) {
            byReason.put(reason, new LongAdder());
        }
        this.refused = Collections.unmodifiableMap(byReason);
    }

    /// Tokens accepted.
    public long accepted() {
        return accepted.sum();
    }

    /// Tokens refused for this reason.
    public long refused(TokenRefusal reason) {
        return adder(reason).sum();
    }

    /// Tokens of which this process could not say whether they are valid.
    public long unverifiable() {
        return unverifiable.sum();
    }

    /// Tokens signed.
    public long signed() {
        return signed.sum();
    }

    /// Tokens that could not be signed for want of a lease or a key.
    public long unsigned() {
        return unsigned.sum();
    }

    /// Tokens for which a longer life was asked than their key allows.
    public long capped() {
        return capped.sum();
    }

    /// Alarm: genuine tokens that outlived their key. The overlap was too short, or a clock is off by more than S.
    public long keyExpiredFirst() {
        return keyExpiredFirst.sum();
    }

    void countAccepted() {
        accepted.increment();
    }

    void countRefused(TokenRefusal reason) {
        adder(reason).increment();
        if (reason == TokenRefusal.KEY_EXPIRED) {
            keyExpiredFirst.increment();
        }
    }

    void countUnverifiable() {
        unverifiable.increment();
    }

    void countSigned(boolean wasCapped) {
        signed.increment();
        if (wasCapped) {
            capped.increment();
        }
    }

    void countUnsigned() {
        unsigned.increment();
    }

    private LongAdder adder(TokenRefusal reason) {
        LongAdder adder = refused.get(reason);
        if (adder == null) {
            throw new IllegalStateException("no counter for " + reason);
        }
        return adder;
    }
}
