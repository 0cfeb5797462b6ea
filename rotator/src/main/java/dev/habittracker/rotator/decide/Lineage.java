package dev.habittracker.rotator.decide;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import dev.habittracker.events.MemberStatus;
import dev.habittracker.events.Position;
import dev.habittracker.keyring.follow.Moment;
import dev.habittracker.keyring.ring.Descent;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.rotator.known.Bus;
import dev.habittracker.rotator.known.EventTail;
import dev.habittracker.rotator.known.Gathered;
import dev.habittracker.rotator.known.KnownWrite;

/// Whether the ring in Vault descends from every write that anybody knows of. Where it does not, Vault was restored from a
/// backup, or a standby that lags has answered: either way nothing may be written on top of it but an acceptance.
public final class Lineage {

    private Lineage() {}

    /// The highest write that Vault's ring does not descend from; empty where it descends from all.
    public static Optional<KnownWrite> highestForeign(Gathered known) {
        return known.ring().flatMap(ring -> highest(foreignTo(ring, knownWrites(known))));
    }

    /// Whether it was read again, with a standby's lag in between, and is still strange.
    static boolean isSettled(Gathered known, Ring ring) {
        Moment since = known.strangeSince();
        return since != null && known.started().waitedSince(since).compareTo(ring.policy().timing().lag()) >= 0;
    }

    private static Optional<KnownWrite> highest(List<KnownWrite> writes) {
        return writes.stream().max(Comparator.comparing(KnownWrite::position));
    }

    /// Every write that topic, members and history know of, leave aside those that an operator declared false.
    static List<KnownWrite> knownWrites(Gathered known) {
        List<KnownWrite> writes = new ArrayList<>();
        known.past().newestWrite().ifPresent(writes::add);
        if (known.bus() instanceof Bus.Heard heard) {
            heard.tail().events().forEach(event -> writes.add(KnownWrite.told(EventTail.positionOf(event),
                    event.header().writeId())));
            heard.members().all().forEach(member -> writeOf(member.status(), member.name()).ifPresent(writes::add));
        }
        List<KnownWrite> declaredFalse = known.past().declaredFalse();
        writes.removeIf(write -> declaredFalse.stream().anyMatch(write::isSameAs));
        return writes;
    }

    /// The known writes that the ring does not descend from.
    static List<KnownWrite> foreignTo(Ring ring, List<KnownWrite> writes) {
        return writes.stream().filter(write -> !descends(ring, write)).toList();
    }

    /// What is wrong with the ring's descent; empty where nothing is.
    static Optional<String> fault(Ring ring, List<KnownWrite> writes) {
        List<KnownWrite> foreign = foreignTo(ring, writes);
        return highestRead(foreign).or(() -> highest(foreign)).map(highest -> "the ring in Vault at " + ring.position()
                + " does not descend from the write at " + highest.position() + " that " + highest.source()
                + (highest.read()
                        ? " had from Vault: Vault was restored from a backup, or versions were deleted. Nothing is"
                                + " written. `accept` takes the ring on"
                        : " knows of: Vault was restored from a backup. Nothing is written. `accept` takes the ring on;"
                                + " if the write is known to be false, `forget` drops it"));
    }

    /// The highest of the writes that somebody had from Vault, so that they are true.
    static Optional<KnownWrite> highestRead(List<KnownWrite> writes) {
        return highest(writes.stream().filter(KnownWrite::read).toList());
    }

    static Optional<KnownWrite> writeOf(MemberStatus status, String name) {
        Position applied = status.applied();
        String writeId = status.writeId();
        return applied == null || writeId == null
                ? Optional.empty()
                : Optional.of(new KnownWrite(applied, writeId, "member " + name));
    }

    /// A ring under a later epoch was accepted over whatever came before; one under an earlier epoch was restored.
    private static boolean descends(Ring ring, KnownWrite write) {
        long epoch = write.position().epoch();
        if (epoch != ring.epoch()) {
            return epoch < ring.epoch();
        }
        return ring.descendsFrom(write.position().version(), write.writeId()) != Descent.NO;
    }
}
