package dev.habittracker.rotator.scene;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.habittracker.events.HeldKey;
import dev.habittracker.events.MemberRole;
import dev.habittracker.events.MemberStatus;
import dev.habittracker.events.Position;
import dev.habittracker.keyring.ring.Kid;
import dev.habittracker.keyring.ring.Ring;

/// What members say of themselves.
public final class Statuses {

    private Statuses() {}

    /// A member of the habit API that uses a ring and can use all its keys.
    public static MemberStatus using(String instance, Ring ring, Instant appliedAt) {
        return of(instance, MemberRole.MEMBER, 1, ring, appliedAt);
    }

    /// A status of any role and sequence.
    public static MemberStatus of(String instance, MemberRole role, long sequence, @Nullable Ring ring,
            Instant appliedAt) {
        Position applied = ring == null ? null : ring.position();
        List<HeldKey> keys = ring == null
                ? List.of()
                : ring.keys().stream().map(key -> new HeldKey(key.kid().toString(), true, null)).toList();
        return new MemberStatus(Story.KEYRING, instance, role == MemberRole.ROTATOR ? "rotator" : "habit-api", role,
                sequence, appliedAt, Story.HEARTBEAT, applied, ring == null ? null : ring.writeId(),
                ring == null ? null : appliedAt, applied, keys, null, Duration.ZERO, Story.LIFETIME, List.of(),
                ring != null, List.of(), null);
    }

    /// The same without one key.
    public static MemberStatus without(MemberStatus status, Kid kid) {
        return withKeys(status, status.keys().stream().filter(key -> !key.kid().equals(kid.toString())).toList());
    }

    /// The same with a key whose self-test failed.
    public static MemberStatus failing(MemberStatus status, Kid kid) {
        return withKeys(status, Stream.concat(without(status, kid).keys().stream(),
                Stream.of(new HeldKey(kid.toString(), false, "the signature did not verify"))).toList());
    }

    /// The same with another clock offset.
    public static MemberStatus clockOff(MemberStatus status, Duration offset) {
        return new MemberStatus(status.keyring(), status.instance(), status.service(), status.role(),
                status.sequence(), status.sent(), status.interval(), status.applied(), status.writeId(),
                status.appliedAt(), status.heard(), status.keys(), status.lastRead(), offset,
                status.maxTokenLifetime(), status.kidsSeen(), status.ready(), status.problems(),
                status.declaredFalse());
    }

    /// The same with another highest position heard of and another lifetime that it is configured to issue.
    public static MemberStatus heardOf(MemberStatus status, Position heard, Duration maxTokenLifetime) {
        return new MemberStatus(status.keyring(), status.instance(), status.service(), status.role(),
                status.sequence(), status.sent(), status.interval(), status.applied(), status.writeId(),
                status.appliedAt(), heard, status.keys(), status.lastRead(), status.clockOffset(), maxTokenLifetime,
                status.kidsSeen(), status.ready(), status.problems(), status.declaredFalse());
    }

    private static MemberStatus withKeys(MemberStatus status, List<HeldKey> keys) {
        return new MemberStatus(status.keyring(), status.instance(), status.service(), status.role(),
                status.sequence(), status.sent(), status.interval(), status.applied(), status.writeId(),
                status.appliedAt(), status.heard(), keys, status.lastRead(), status.clockOffset(),
                status.maxTokenLifetime(), status.kidsSeen(), status.ready(), status.problems(),
                status.declaredFalse());
    }
}
