package dev.habittracker.keyring.ring;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.habittracker.events.RingCreated;
import dev.habittracker.events.WriteHeader;

/// Rings and their parts as tests need them, with the settings of production.
public final class Rings {

    /// When the story of a test begins.
    public static final Instant START = Instant.parse("2026-11-24T08:00:00Z");
    /// The epoch of a ring that is made at [#START].
    public static final long EPOCH = START.getEpochSecond();
    public static final String KEYRING = "habit-tracker";
    public static final Policy POLICY = policy(SigningAlgorithm.HS256);
    /// `poll + lag + 2S + W` of [#POLICY].
    public static final Duration SPREAD = Duration.ofSeconds(35);
    /// `lease + L + 2S + W + lag` of [#POLICY].
    public static final Duration OVERLAP = Duration.ofSeconds(4_520);

    private Rings() {}

    /// The settings of production for an algorithm.
    public static Policy policy(SigningAlgorithm algorithm) {
        return new Policy(algorithm, Duration.ofMinutes(15), Duration.ofHours(1), Timing.DEFAULT);
    }

    /// The same policy with another lifetime and lease.
    public static Policy policy(Duration maxTokenLifetime, Duration signingLease) {
        return new Policy(SigningAlgorithm.HS256, maxTokenLifetime, signingLease, Timing.DEFAULT);
    }

    /// A kid minted at [#START]'s epoch.
    public static Kid kid(long version, String random) {
        return new Kid(EPOCH, version, random);
    }

    /// A key with the secret of that number; ACTIVE or NEXT where `exp` is `null`.
    public static RingKey key(Kid kid, int secret, @Nullable Instant exp) {
        return new RingKey(kid, FakeKeyMint.secret(secret), POLICY.maxTokenLifetime(), POLICY.signingLease(), START,
                exp, false);
    }

    /// The journal's entry for a creation at that version.
    public static JournalEntry entry(long version) {
        RingKey active = key(kid(1, "active"), 1, null);
        RingKey next = key(kid(1, "next00"), 2, null);
        return JournalEntry.of(new RingCreated(
                new WriteHeader(KEYRING, EPOCH, version, "w-" + version, START, "a test asked for it", null, "olga"),
                active.toRef(), next.toRef()));
    }

    /// A ring of these keys, of which the first signs, with a journal that ends with the version.
    public static Ring of(long version, List<RingKey> keys, List<CarriedKey> carried) {
        return new Ring(EPOCH, POLICY, keys.getFirst().kid(), START, keys, carried, List.of(), null,
                List.of(entry(version)));
    }

    /// A ring with one key of every state, at version 1: `active`, `next00`, one that expires at `exp`, a carried one that
    /// does too.
    public static Ring ofEveryState(Instant exp) {
        return of(1,
                List.of(key(kid(1, "active"), 1, null), key(kid(1, "next00"), 2, null),
                        key(kid(1, "retire"), 3, exp)),
                List.of(new CarriedKey(kid(1, "carry0"), exp)));
    }
}
