package dev.habittracker.rotator.decide;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.habittracker.events.MemberStatus;
import dev.habittracker.events.Position;
import dev.habittracker.keyring.ring.Descent;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.rotator.known.Bus;
import dev.habittracker.rotator.known.EventTail;
import dev.habittracker.rotator.known.Gathered;
import dev.habittracker.rotator.known.KnownWrite;

/// Whether the ring in Vault descends from every write that anybody knows of. Where it does not, Vault was restored from a
/// backup, or a standby that lags has answered: either way nothing may be written on top of it but an acceptance.
final class Lineage {

    private Lineage() {}

    /// Every write that topic, members and history know of, leave aside those that an operator declared false.
    static List<KnownWrite> knownWrites(Gathered known) {
        List<KnownWrite> writes = new ArrayList<>();
        known.past().newestWrite().ifPresent(writes::add);
        if (known.bus() instanceof Bus.Heard heard) {
            heard.tail().events().forEach(event -> writes.add(new KnownWrite(EventTail.positionOf(event),
                    event.header().writeId(), "the topic")));
            heard.members().all().forEach(member -> writeOf(member.status(), member.name()).ifPresent(writes::add));
        }
        List<KnownWrite> declaredFalse = known.past().declaredFalse();
        writes.removeIf(write -> declaredFalse.stream().anyMatch(other -> other.position().equals(write.position())
                && other.writeId().equals(write.writeId())));
        return writes;
    }

    /// The known writes that the ring does not descend from.
    static List<KnownWrite> foreignTo(Ring ring, List<KnownWrite> writes) {
        return writes.stream().filter(write -> !descends(ring, write)).toList();
    }

    /// What is wrong with the ring's descent; empty where nothing is.
    static Optional<String> fault(Ring ring, List<KnownWrite> writes) {
        List<KnownWrite> foreign = foreignTo(ring, writes);
        if (foreign.isEmpty()) {
            return Optional.empty();
        }
        KnownWrite highest = foreign.stream().max((a, b) -> a.position().compareTo(b.position())).orElseThrow();
        return Optional.of("the ring in Vault at " + ring.position() + " does not descend from the write at "
                + highest.position() + " that " + highest.source() + " knows of: Vault was restored from a backup, or"
                + " its answer lags. Nothing is written. If it was restored, `accept` takes the ring on; if the event"
                + " is known to be false, `forget` drops it");
    }

    private static Optional<KnownWrite> writeOf(MemberStatus status, String name) {
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
