package dev.habittracker.rotator.decide;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.habittracker.events.EpochRaised;
import dev.habittracker.events.KeyEvent;
import dev.habittracker.events.MemberStatus;
import dev.habittracker.events.Position;
import dev.habittracker.events.RingCreated;
import dev.habittracker.events.RingRevoked;
import dev.habittracker.keyring.ring.CarriedKey;
import dev.habittracker.keyring.ring.Kid;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.RingKey;
import dev.habittracker.rotator.known.Bus;
import dev.habittracker.rotator.known.EventTail;
import dev.habittracker.rotator.known.Gathered;
import dev.habittracker.rotator.known.KnownWrite;
import dev.habittracker.rotator.known.Past;

/// What is remembered of the newest ring that a restored backup does not have.
///
/// @param position where that ring, or an earlier one that later events lead on from, stood
/// @param kids     the kids that it listed
record Witness(Position position, Set<Kid> kids) {

    /// The kids of the newest ring that any event, status or history row knows of and the restored one does not descend
    /// from. Empty without one: then nobody can tell what was revoked after the backup.
    static Optional<Set<Kid>> kids(Gathered known, Ring ring, List<KnownWrite> writes) {
        List<KnownWrite> foreign = Lineage.foreignTo(ring, writes);
        List<KeyEvent> events = events(known).filter(event -> foreign.stream().anyMatch(write(event)::isSameAs))
                .sorted(Comparator.comparing(EventTail::positionOf)).toList();
        return Stream.of(fromPast(known, foreign), fromMembers(known, foreign), fromWholeEvents(events),
                fromRing(known, ring, events)).flatMap(all -> all)
                .max(Comparator.comparing(Witness::position)).map(witness -> witness.after(events));
    }

    private static Stream<Witness> fromPast(Gathered known, List<KnownWrite> foreign) {
        return known.past() instanceof Past.Recorded(KnownWrite newest, Set<Kid> kids, _, _) && newest != null
                && !kids.isEmpty() && foreign.stream().anyMatch(newest::isSameAs)
                        ? Stream.of(new Witness(newest.position(), kids))
                        : Stream.of();
    }

    private static Stream<Witness> fromMembers(Gathered known, List<KnownWrite> foreign) {
        return statuses(known).flatMap(status -> Lineage.writeOf(status, "")
                .filter(write -> foreign.stream().anyMatch(write::isSameAs))
                .map(write -> new Witness(write.position(), kidsIn(status))).stream());
    }

    /// Some events list all keys that are left.
    private static Stream<Witness> fromWholeEvents(List<KeyEvent> events) {
        return events.stream().filter(event -> event instanceof RingCreated || event instanceof RingRevoked
                || event instanceof EpochRaised)
                .map(event -> new Witness(EventTail.positionOf(event), KidsAfter.apply(Set.of(), event)));
    }

    /// Where the topic still has the restored ring's own event, it has all that followed.
    private static Stream<Witness> fromRing(Gathered known, Ring ring, List<KeyEvent> events) {
        KnownWrite own = new KnownWrite(ring.position(), ring.writeId(), "");
        if (events.isEmpty() || events(known).noneMatch(event -> write(event).isSameAs(own))) {
            return Stream.of();
        }
        return Stream.of(new Witness(ring.position(), Stream.concat(ring.keys().stream().map(RingKey::kid),
                ring.carried().stream().map(CarriedKey::kid)).collect(Collectors.toSet())));
    }

    private Set<Kid> after(List<KeyEvent> events) {
        Set<Kid> left = kids;
        for (KeyEvent event : events) {
            left = EventTail.positionOf(event).isAfter(position) ? KidsAfter.apply(left, event) : left;
        }
        return left;
    }

    private static Set<Kid> kidsIn(MemberStatus status) {
        Set<Kid> kids = new HashSet<>();
        status.keys().forEach(key -> Kid.parse(key.kid()).ifPresent(kids::add));
        return kids;
    }

    private static KnownWrite write(KeyEvent event) {
        return KnownWrite.told(EventTail.positionOf(event), event.header().writeId());
    }

    private static Stream<KeyEvent> events(Gathered known) {
        return known.bus() instanceof Bus.Heard heard ? heard.tail().events().stream() : Stream.of();
    }

    private static Stream<MemberStatus> statuses(Gathered known) {
        return known.bus() instanceof Bus.Heard heard
                ? heard.members().all().stream().map(member -> member.status())
                : Stream.of();
    }
}
