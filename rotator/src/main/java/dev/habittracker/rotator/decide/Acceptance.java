package dev.habittracker.rotator.decide;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import dev.habittracker.events.KeyEvent;
import dev.habittracker.events.MemberStatus;
import dev.habittracker.events.PolicyChanged;
import dev.habittracker.events.Position;
import dev.habittracker.keyring.ring.Policy;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.Timing;
import dev.habittracker.keyring.ring.write.AcceptRing;
import dev.habittracker.rotator.known.Bus;
import dev.habittracker.rotator.known.Command;
import dev.habittracker.rotator.known.Gathered;
import dev.habittracker.rotator.known.KnownWrite;
import dev.habittracker.rotator.known.OpenRequest;
import dev.habittracker.rotator.known.Past;

/// The acceptance of a restored ring, with everything that anybody remembers of what came after the backup.
final class Acceptance {

    private Acceptance() {}

    /// @param expected the newest KV version: the ring's, or that of a bare secret above it
    /// @param writes   what others know of
    static Decision decide(Gathered known, Ring ring, long expected, List<KnownWrite> writes, OpenRequest request) {
        if (!(request.command() instanceof Command.AcceptRestored command)) {
            throw new IllegalArgumentException("not a request to accept: " + request.command().operation());
        }
        // whoever gives no answer may be the only one who knows of a revocation after the backup; a revocation never waits
        String silent = command.trustRestored() || command.takesKeysAway() ? null : silent(known).orElse(null);
        return silent == null
                ? new Decision.Write(write(known, ring, writes, command), ring, expected,
                        request.because("an operator accepts the restored ring"), List.of(request))
                : Decision.Wait.blocked("the ring is restored, and " + silent
                        + " cannot be asked what was revoked after"
                        + " the backup: the acceptance waits; with trust_restored it goes on and may bring back a revoked"
                        + " key");
    }

    private static Optional<String> silent(Gathered known) {
        return known.bus() instanceof Bus.Away
                ? Optional.of("Kafka")
                : Optional.of("the database").filter(_ -> known.past() instanceof Past.Away);
    }

    private static AcceptRing write(Gathered known, Ring ring, List<KnownWrite> writes,
            Command.AcceptRestored command) {
        long highestEpoch = Stream.of(Stream.of(ring.position()), writes.stream().map(KnownWrite::position),
                statuses(known).map(MemberStatus::heard).filter(Objects::nonNull)).flatMap(all -> all)
                .mapToLong(Position::epoch).max().orElseThrow();
        return new AcceptRing(highestEpoch, Witness.kids(known, ring, writes).orElse(null), command.trustRestored(),
                command.revoke(), largestLifetime(known), largestLease(known));
    }

    private static Duration largestLifetime(Gathered known) {
        return Stream.of(configured(known).map(Policy::maxTokenLifetime),
                statuses(known).map(MemberStatus::maxTokenLifetime).filter(Objects::nonNull),
                policies(known).map(event -> event.policy().maxTokenLifetime()),
                events(known).map(KidsAfter::lifetimeOf).flatMap(Optional::stream)).flatMap(all -> all)
                .max(Comparator.naturalOrder()).map(Acceptance::bounded).orElseThrow();
    }

    private static Duration largestLease(Gathered known) {
        return Stream.of(configured(known).map(Policy::signingLease),
                policies(known).map(event -> event.policy().signingLease())).flatMap(all -> all)
                .max(Comparator.naturalOrder()).map(Acceptance::bounded).orElseThrow();
    }

    /// No ring ever had a longer one, whatever a member or the topic says.
    private static Duration bounded(Duration largest) {
        return largest.compareTo(Timing.LONGEST) > 0 ? Timing.LONGEST : largest;
    }

    private static Stream<Policy> configured(Gathered known) {
        return Stream.concat(Stream.of(known.rules().initialPolicy()), Stream.ofNullable(known.rules().target()));
    }

    private static Stream<PolicyChanged> policies(Gathered known) {
        return events(known).filter(PolicyChanged.class::isInstance).map(PolicyChanged.class::cast);
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
