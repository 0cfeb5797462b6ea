package dev.habittracker.keyring.ring.write;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.habittracker.events.EpochRaised;
import dev.habittracker.events.KidExpiry;
import dev.habittracker.keyring.ring.CarriedKey;
import dev.habittracker.keyring.ring.Kid;
import dev.habittracker.keyring.ring.Margins;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.RingKey;

/// An operator takes on a ring that was restored from a backup: a new epoch above any seen, and fresh keys.
///
/// A restored key verifies on only where the newest ring that anyone remembers still had it, for else it may have been
/// revoked after the backup; without such a witness only where the operator trusts the restored ring. It never signs
/// again. Kids that came after the backup are carried: their material is lost here, but whoever holds it verifies on. What
/// the backup itself carried is held to the same rule. No `exp` is shortened.
///
/// @param highestEpoch     the highest epoch seen anywhere: ring, events, statuses, history
/// @param witness          the kids of the newest ring that any event, status or history row knows of; `null` without one
/// @param trustRestored    whether all restored keys verify on where there is no witness
/// @param revoke           kids to refuse from now on, restored or carried
/// @param largestLifetime  the largest `L` known from anywhere besides the ring
/// @param largestLease     the largest lease known from anywhere besides the ring
public record AcceptRing(long highestEpoch, @Nullable Set<Kid> witness, boolean trustRestored, Set<Kid> revoke,
        Duration largestLifetime, Duration largestLease) implements RingWrite.OnRing {

    @Override
    public WriteOutcome change(Ring ring, WriteContext context) {
        long epoch = Math.max(context.freshEpoch(), Math.max(highestEpoch, ring.epoch()) + 1);
        Instant exp = context.now().latest().plus(overlap(ring));
        List<RingKey> kept = ring.keys().stream().filter(key -> keeps(key.kid()))
                .map(key -> key.retiring(later(exp, key.exp()))).toList();
        List<CarriedKey> carried = carried(ring, exp);

        Edit edit = Edit.underEpoch(ring, epoch, context).journalForeignWrites();
        ring.keys().stream().map(RingKey::kid).filter(revoke::contains).forEach(edit::revoke);
        ring.keys().stream().map(RingKey::kid).forEach(edit::remove);
        kept.forEach(edit::add);
        RingKey active = edit.mint();
        RingKey next = edit.mint();
        edit.add(active).add(next).activate(active.kid()).carried(carried);
        return edit.done(new EpochRaised(context.header(epoch), ring.epoch(), active.toRef(), next.toRef(),
                kept.stream().map(RingKey::toExpiry).toList(),
                carried.stream().map(key -> new KidExpiry(key.kid().toString(), key.exp())).toList(),
                revoke.stream().map(Kid::toString).sorted().toList()));
    }

    private boolean keeps(Kid kid) {
        boolean witnessed = witness == null ? trustRestored : witness.contains(kid);
        return witnessed && !revoke.contains(kid);
    }

    private List<CarriedKey> carried(Ring ring, Instant exp) {
        List<CarriedKey> carried = new ArrayList<>();
        ring.carried().stream().filter(key -> keeps(key.kid()))
                .map(key -> new CarriedKey(key.kid(), later(exp, key.exp()))).forEach(carried::add);
        if (witness != null) {
            witness.stream().filter(kid -> !ring.lists(kid) && !revoke.contains(kid))
                    .sorted(Comparator.comparing(Kid::minted).thenComparing(Kid::random))
                    .map(kid -> new CarriedKey(kid, exp)).forEach(carried::add);
        }
        return carried;
    }

    private static Instant later(Instant exp, @Nullable Instant former) {
        return former != null && former.isAfter(exp) ? former : exp;
    }

    private Duration overlap(Ring ring) {
        Duration lifetime = longest(largestLifetime, ring.policy().maxTokenLifetime(),
                ring.keys().stream().map(RingKey::maxTokenLifetime));
        Duration lease = longest(largestLease, ring.policy().signingLease(),
                ring.keys().stream().map(RingKey::signingLease));
        return Margins.overlap(ring.policy().timing(), lifetime, lease);
    }

    private static Duration longest(Duration a, Duration b, Stream<Duration> others) {
        return Stream.concat(Stream.of(a, b), others).max(Duration::compareTo).orElseThrow();
    }
}
