package dev.habittracker.rotator.decide;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import dev.habittracker.events.MemberRole;
import dev.habittracker.keyring.ring.Margins;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.RingKey;
import dev.habittracker.keyring.ring.Seconds;
import dev.habittracker.rotator.known.Bus;
import dev.habittracker.rotator.known.Echo;
import dev.habittracker.rotator.known.Gathered;
import dev.habittracker.rotator.known.LiveMembers;

/// Whether NEXT may sign.
///
/// It may where it was published at least `spread` ago, for public keys also long enough for caches of the JWKS; where the
/// rotator hears itself, so that silence means that nobody is there; and where every live member has NEXT and has proved
/// that it can use it. No member is required.
final class Gate {

    /// Why NEXT may not sign yet.
    ///
    /// @param reason   which condition is not met, with its numbers
    /// @param members  whom is waited for
    /// @param waivable whether a policy may go on past the deadline all the same: acknowledgements only
    record Closed(String reason, List<String> members, boolean waivable) {}

    private Gate() {}

    /// Why it is closed; empty where it is open.
    static Optional<Closed> closed(Gathered known, Ring ring) {
        return switch (known.bus()) {
            case Bus.Away away -> Optional.of(firm("Kafka cannot be reached, so nobody can be asked whether they have"
                    + " NEXT: " + away.problem()));
            case Bus.Heard heard -> firmly(known, ring, heard).map(Gate::firm).or(() -> unready(heard, ring));
        };
    }

    private static Optional<String> firmly(Gathered known, Ring ring, Bus.Heard heard) {
        if (!(heard.echo() instanceof Echo.State.Complete)) {
            return Optional.of(explain(heard.echo()));
        }
        RingKey next = ring.nextKey();
        Instant everywhere = next.published().plus(Margins.spread(ring.policy().timing()));
        if (known.now().earliest().isBefore(everywhere)) {
            return Optional.of("NEXT " + next.kid() + " is too young until " + everywhere + "; "
                    + Margins.explainSpread(ring.policy().timing()));
        }
        return next.material().algorithm().symmetric() ? Optional.empty() : cached(known, ring, heard);
    }

    /// Consumers of the JWKS may hold one from before the last member served NEXT. A member that nobody hears, such as one
    /// without Kafka, serves it `spread` after it was published at the latest.
    private static Optional<String> cached(Gathered known, Ring ring, Bus.Heard heard) {
        RingKey next = ring.nextKey();
        Duration cache = known.rules().jwksCache();
        Duration clocks = ring.policy().timing().clockError().multipliedBy(2);
        Instant spread = next.published().plus(Margins.spread(ring.policy().timing()));
        Instant served = heard.members().live().stream()
                .filter(member -> member.status().role() == MemberRole.MEMBER)
                .flatMap(member -> Optional.ofNullable(member.heard().held().get(next.kid().toString())).stream())
                .max(Comparator.naturalOrder()).map(applied -> applied.plus(clocks))
                .filter(applied -> applied.isAfter(spread)).orElse(spread);
        Instant forgotten = served.plus(cache);
        return !known.now().earliest().isBefore(forgotten)
                ? Optional.empty()
                : Optional.of("NEXT " + next.kid() + " stands in the JWKS of every member since " + served
                        + ", and whoever reads the JWKS may keep it for " + Seconds.text(cache) + ", until "
                        + forgotten);
    }

    private static Optional<Closed> unready(Bus.Heard heard, Ring ring) {
        String kid = ring.nextKey().kid().toString();
        List<String> lacking = heard.members().live().stream().filter(member -> !member.canUse(kid))
                .map(LiveMembers.Entry::name).toList();
        return lacking.isEmpty()
                ? Optional.empty()
                : Optional.of(new Closed("these live members have not proved that they can use NEXT " + kid + ": "
                        + String.join(", ", lacking), lacking, true));
    }

    /// The echo's state as a sentence.
    static String explain(Echo.State echo) {
        return switch (echo) {
            case Echo.State.Complete _ -> "this rotator hears itself on every partition of the members topic";
            case Echo.State.Listening listening -> "this rotator listens for " + Seconds.text(listening.left())
                    + " longer before it takes silence for absence";
            case Echo.State.Silent silent -> "this rotator does not hear itself on partitions "
                    + silent.partitions().stream().sorted().toList() + " of the members topic";
        };
    }

    private static Closed firm(String reason) {
        return new Closed(reason, List.of(), false);
    }
}
