package dev.habittracker.rotator.decide;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.habittracker.events.KeyEvent;
import dev.habittracker.events.MemberStatus;
import dev.habittracker.events.PolicyChanged;
import dev.habittracker.events.Position;
import dev.habittracker.keyring.ring.Kid;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.write.AcceptRing;
import dev.habittracker.rotator.known.Bus;
import dev.habittracker.rotator.known.Command;
import dev.habittracker.rotator.known.EventTail;
import dev.habittracker.rotator.known.Gathered;
import dev.habittracker.rotator.known.KnownWrite;
import dev.habittracker.rotator.known.OpenRequest;
import dev.habittracker.rotator.known.Past;

/// The acceptance of a restored ring, with everything that anybody remembers of what came after the backup.
final class Acceptance {

    private Acceptance() {}

    static AcceptRing of(Gathered known, Ring ring, List<KnownWrite> writes, OpenRequest request) {
        if (!(request.command() instanceof Command.AcceptRestored command)) {
            throw new IllegalArgumentException("not a request to accept: " + request.command().operation());
        }
        long highestEpoch = Stream.concat(Stream.of(ring.position()), writes.stream().map(KnownWrite::position))
                .mapToLong(Position::epoch).max().orElseThrow();
        return new AcceptRing(highestEpoch, witness(known, ring).orElse(null), command.trustRestored(),
                command.revoke(), largestLifetime(known, ring), largestLease(known, ring));
    }

    private record Witness(Position position, Set<Kid> kids) {}

    /// The kids of the newest ring above the restored one that a status or the history lists, with what later events did to
    /// them. Empty without such a ring: then nobody can tell what was revoked after the backup.
    private static Optional<Set<Kid>> witness(Gathered known, Ring ring) {
        List<KeyEvent> events = events(known);
        return Stream.concat(fromPast(known).stream(), fromMembers(known))
                .filter(witness -> witness.position().isAfter(ring.position()))
                .max(Comparator.comparing(Witness::position))
                .map(witness -> after(witness, events));
    }

    private static Optional<Witness> fromPast(Gathered known) {
        return known.past() instanceof Past.Recorded recorded && recorded.newest() != null
                ? Optional.of(new Witness(recorded.newest().position(), recorded.kids()))
                : Optional.empty();
    }

    private static Stream<Witness> fromMembers(Gathered known) {
        return statuses(known).map(Acceptance::witnessIn).filter(Objects::nonNull);
    }

    private static @Nullable Witness witnessIn(MemberStatus status) {
        Position applied = status.applied();
        if (applied == null) {
            return null;
        }
        Set<Kid> kids = new HashSet<>();
        status.keys().forEach(key -> Kid.parse(key.kid()).ifPresent(kids::add));
        return new Witness(applied, kids);
    }

    private static Set<Kid> after(Witness witness, List<KeyEvent> events) {
        Set<Kid> kids = witness.kids();
        for (KeyEvent event : events) {
            if (EventTail.positionOf(event).isAfter(witness.position())) {
                kids = KidsAfter.apply(kids, event);
            }
        }
        return kids;
    }

    private static Duration largestLifetime(Gathered known, Ring ring) {
        Stream<Duration> told = statuses(known).map(MemberStatus::maxTokenLifetime).filter(Objects::nonNull);
        Stream<Duration> policies = policies(known).map(event -> event.policy().maxTokenLifetime());
        return Stream.of(told, policies, events(known).stream().map(KidsAfter::lifetimeOf).flatMap(Optional::stream))
                .flatMap(all -> all).max(Comparator.naturalOrder()).orElse(ring.policy().maxTokenLifetime());
    }

    private static Duration largestLease(Gathered known, Ring ring) {
        return Stream.concat(Stream.of(known.rules().initialPolicy().signingLease()),
                policies(known).map(event -> event.policy().signingLease())).max(Comparator.naturalOrder())
                .orElse(ring.policy().signingLease());
    }

    private static Stream<PolicyChanged> policies(Gathered known) {
        return events(known).stream().filter(PolicyChanged.class::isInstance).map(PolicyChanged.class::cast);
    }

    private static List<KeyEvent> events(Gathered known) {
        return known.bus() instanceof Bus.Heard heard
                ? heard.tail().events().stream().sorted(Comparator.comparing(EventTail::positionOf)).toList()
                : List.of();
    }

    private static Stream<MemberStatus> statuses(Gathered known) {
        return known.bus() instanceof Bus.Heard heard
                ? heard.members().all().stream().map(member -> member.status())
                : Stream.of();
    }
}
