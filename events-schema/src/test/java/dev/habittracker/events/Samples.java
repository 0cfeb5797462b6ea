package dev.habittracker.events;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// One event of every type and two member statuses, as a keyring's life would produce them.
public final class Samples {

    public static final String KEYRING = "habit-tracker";

    private static final long EPOCH = 1795500000L;
    private static final Duration L = Duration.ofMinutes(15);
    private static final String FIRST = "1795500000.1.aB3dE6";
    private static final String SECOND = "1795500000.1.q3Zx9A";
    private static final String THIRD = "1795500000.42.Mn7_-k";
    private static final String FOURTH = "1795500000.44.xY2wV1";
    private static final Instant EXP = Instant.parse("2026-11-24T09:15:20Z");

    private Samples() {}

    public static KeyEvent event(EventType type) {
        return switch (type) {
            case RING_CREATED -> new RingCreated(header(1, "no secret yet, and no trace of an older ring", null),
                    key(FIRST), key(SECOND));
            case KEY_ADOPTED -> new KeyAdopted(header(8, "a secret was put by hand over version 6", null),
                    "1795500000.8.h4ndMd", key("1795500000.8.h4ndMd"), List.of(new KidExpiry(FIRST, EXP)), key(SECOND),
                    6);
            case KEY_ROTATED -> new KeyRotated(
                    header(42, "asked for, and every live member holds NEXT", "r-7"), key(SECOND),
                    new KidExpiry(FIRST, EXP), key(THIRD));
            case NEXT_REPLACED -> new NextReplaced(header(44, "the policy's algorithm is ES256 now", null), THIRD,
                    new KeyRef(FOURTH, "ES256", L));
            case KEY_ROLLED_BACK -> new KeyRolledBack(header(43, "clients of the partner refuse the new key", "r-8"),
                    key(FIRST), new KidExpiry(SECOND, EXP), key(THIRD));
            case ROTATION_RESUMED -> new RotationResumed(header(45, "the partner is ready", "r-9"));
            case KEY_REVOKED -> new KeyRevoked(header(46, "a laptop with the key was stolen", "r-10"), List.of(SECOND),
                    key(THIRD), key(FOURTH));
            case RING_REVOKED -> new RingRevoked(header(47, "the host of an instance was taken over", "r-11"),
                    List.of(THIRD, FOURTH), key("1795500000.47.n0nE01"), key("1795500000.47.n0nE02"));
            case KEY_RETIRED -> new KeyRetired(header(48, "expired at 2026-11-24T09:15:20Z, 2S have passed", null),
                    List.of(FIRST));
            case POLICY_CHANGED -> new PolicyChanged(header(49, "shorter polls for the new fleet", "r-12"),
                    new PolicyData("HS256", L, Duration.ofHours(1), Duration.ofSeconds(15), Duration.ofSeconds(5),
                            Duration.ofMillis(1500), Duration.ofSeconds(5)));
            case EPOCH_RAISED -> new EpochRaised(
                    new WriteHeader(KEYRING, 1795590000L, 40, "w-40b", Instant.parse("2026-11-25T07:00:00Z"),
                            "the backup of 2026-11-23 was restored", "r-13", "olga"),
                    EPOCH, key("1795590000.40.fr3sh1"), key("1795590000.40.fr3sh2"),
                    List.of(new KidExpiry(SECOND, EXP)),
                    List.of(new KidExpiry(THIRD, EXP)), List.of(FOURTH));
            case FOREIGN_WRITE -> new ForeignWrite(header(7, "version 7 has no ring", null), 6);
        };
    }

    /// A member in full working order.
    public static MemberStatus status() {
        return new MemberStatus(KEYRING, "5f2c1e0a-habit-api", "habit-api", MemberRole.MEMBER, 17,
                Instant.parse("2026-11-24T08:00:04.250Z"), Duration.ofSeconds(5), new Position(EPOCH, 42), "w-42",
                Instant.parse("2026-11-24T08:00:00.087Z"), new Position(EPOCH, 42),
                List.of(new HeldKey(FIRST, true, null), new HeldKey(SECOND, true, null),
                        new HeldKey(THIRD, false, "no provider for ES256")),
                Instant.parse("2026-11-24T08:00:03.900Z"), Duration.ofMillis(-120), L, List.of(SECOND, FIRST), true,
                List.of("self-test of " + THIRD + " failed"), null);
    }

    /// A rotator that has read nothing yet.
    public static MemberStatus statusBeforeTheFirstRead() {
        return new MemberStatus(KEYRING, "0b7d9a44-rotator", "rotator", MemberRole.ROTATOR, 1,
                Instant.parse("2026-11-24T08:00:00Z"), Duration.ofSeconds(5), null, null, null, null, List.of(), null,
                null, null, List.of(), false, List.of(), null);
    }

    /// A rotator after an operator's `forget`.
    public static MemberStatus statusAfterForget() {
        return new MemberStatus(KEYRING, "0b7d9a44-rotator", "rotator", MemberRole.ROTATOR, 9,
                Instant.parse("2026-11-24T08:00:40Z"), Duration.ofSeconds(5), new Position(EPOCH, 42), "w-42",
                Instant.parse("2026-11-24T08:00:00.087Z"), new Position(EPOCH, 42), List.of(), null, null, null,
                List.of(), true, List.of(),
                List.of(new WriteRef(new Position(EPOCH, 1000), "forged-1000"),
                        new WriteRef(new Position(EPOCH, 43), "forged-43")));
    }

    private static WriteHeader header(long version, String reason, @Nullable String requestId) {
        return new WriteHeader(KEYRING, EPOCH, version, "w-" + version, Instant.parse("2026-11-24T08:00:00Z"), reason,
                requestId, requestId == null ? "rotator" : "olga");
    }

    private static KeyRef key(String kid) {
        return new KeyRef(kid, "HS256", L);
    }
}
