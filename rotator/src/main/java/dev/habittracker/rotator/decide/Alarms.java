package dev.habittracker.rotator.decide;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.habittracker.events.Position;
import dev.habittracker.keyring.ring.JournalEntry;
import dev.habittracker.keyring.ring.Margins;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.Seconds;
import dev.habittracker.keyring.store.StoreReading;
import dev.habittracker.rotator.known.Bus;
import dev.habittracker.rotator.known.Echo;
import dev.habittracker.rotator.known.Gathered;
import dev.habittracker.rotator.known.LiveMembers;
import dev.habittracker.rotator.known.Past;

/// What an operator should look at, from the same knowledge that decisions are taken from. Pure.
public final class Alarms {

    private Alarms() {}

    /// All that stands now.
    public static List<Alarm> of(Gathered known) {
        List<Alarm> alarms = new ArrayList<>();
        secret(known).ifPresent(alarms::add);
        Planned.clockProblem(known).map(problem -> new Alarm(Alarm.Kind.CLOCK_OFF, problem)).ifPresent(alarms::add);
        if (known.past() instanceof Past.Away) {
            alarms.add(new Alarm(Alarm.Kind.HISTORY_AWAY, "the database cannot be reached: history is filled later"));
        }
        switch (known.bus()) {
            case Bus.Away away -> alarms.add(new Alarm(Alarm.Kind.BUS_AWAY, away.problem()));
            case Bus.Heard heard -> echo(heard).ifPresent(alarms::add);
        }
        known.ring().ifPresent(ring -> onRing(known, ring, alarms));
        return List.copyOf(alarms);
    }

    private static void onRing(Gathered known, Ring ring, List<Alarm> alarms) {
        Lineage.fault(ring, Lineage.knownWrites(known)).filter(_ -> Lineage.isSettled(known, ring))
                .map(fault -> new Alarm(Alarm.Kind.FORK, fault))
                .ifPresent(alarms::add);
        Plan.problem(ring, known.rules().schedule()).map(problem -> new Alarm(Alarm.Kind.PLAN_UNSAFE, problem))
                .ifPresent(alarms::add);
        PolicyDiffers.notAllowed(known, ring).map(problem -> new Alarm(Alarm.Kind.POLICY_NOT_APPLIED, problem))
                .ifPresent(alarms::add);
        overdue(known, ring).ifPresent(alarms::add);
        unpublished(known, ring).ifPresent(alarms::add);
        readable(known, ring).ifPresent(alarms::add);
        if (known.bus() instanceof Bus.Heard heard) {
            heard.members().live().forEach(member -> ofMember(known, ring, member, alarms));
        }
    }

    private static Optional<Alarm> secret(Gathered known) {
        return Optional.ofNullable(switch (known.reading()) {
            case StoreReading.Whole _ -> null;
            case StoreReading.Missing _ -> Lineage.knownWrites(known).isEmpty()
                    ? null
                    : "the secret is gone, but the keyring is known";
            case StoreReading.Deleted deleted -> "version " + deleted.version() + " of the secret was "
                    + (deleted.destroyed() ? "destroyed" : "deleted; `restore` brings it back");
            case StoreReading.Malformed malformed -> "version " + malformed.version()
                    + " of the secret cannot be used: " + malformed.problem();
            case StoreReading.Bare bare -> bare.base() == null
                    ? null
                    : "a secret put by hand stands over the ring; former keys verify on until they are revoked";
        }).map(message -> new Alarm(Alarm.Kind.SECRET, message));
    }

    private static Optional<Alarm> echo(Bus.Heard heard) {
        return heard.echo() instanceof Echo.State.Silent
                ? Optional.of(new Alarm(Alarm.Kind.ECHO_LOST, Gate.explain(heard.echo())))
                : Optional.empty();
    }

    private static Optional<Alarm> overdue(Gathered known, Ring ring) {
        Instant now = known.now().earliest();
        if (ring.hold() != null) {
            return Optional.empty();
        }
        return Due.since(ring, known.rules().schedule(), now)
                .filter(due -> Duration.between(due, now).compareTo(known.rules().deadline()) > 0)
                .map(due -> new Alarm(Alarm.Kind.ROTATION_OVERDUE, "a rotation is due since " + due));
    }

    private static Optional<Alarm> unpublished(Gathered known, Ring ring) {
        Instant late = known.now().earliest().minus(Margins.spread(ring.policy().timing()));
        return Journals.unpublished(known, ring).stream().filter(entry -> entry.decided().isBefore(late)).findFirst()
                .map(Alarms::unpublished);
    }

    private static Alarm unpublished(JournalEntry entry) {
        return new Alarm(Alarm.Kind.EVENT_UNPUBLISHED, "the event of version " + entry.version() + ", decided "
                + entry.decided() + ", is not known to be in the topic");
    }

    private static Optional<Alarm> readable(Gathered known, Ring ring) {
        Instant late = known.now().earliest().minus(Margins.spread(ring.policy().timing()));
        return new OldVersionsReadable().of(known, ring).filter(_ -> ring.journal().getLast().decided().isBefore(late))
                .map(destroy -> new Alarm(Alarm.Kind.OLD_VERSIONS_READABLE, destroy.reason()
                        + ": does the rotator's role let it destroy them?"));
    }

    private static void ofMember(Gathered known, Ring ring, LiveMembers.Entry member, List<Alarm> alarms) {
        Position applied = member.status().applied();
        Duration age = Duration.between(ring.journal().getLast().decided(), known.now().earliest());
        boolean behind = applied == null || ring.position().isAfter(applied);
        if (behind && age.compareTo(Margins.spread(ring.policy().timing())) > 0) {
            alarms.add(new Alarm(Alarm.Kind.MEMBER_LAGGING, "member " + member.name() + " has "
                    + (applied == null ? "no ring" : "the ring at " + applied) + ", but for " + Seconds.text(age)
                    + " there is one at " + ring.position()));
        }
        Duration offset = member.status().clockOffset();
        Duration tolerance = Margins.clockTolerance(ring.policy().timing());
        if (offset != null && offset.abs().compareTo(tolerance) > 0) {
            alarms.add(new Alarm(Alarm.Kind.CLOCK_OFF, "member " + member.name() + "'s clock and Vault's differ by "
                    + Seconds.text(offset) + ", more than S + 1 s = " + Seconds.text(tolerance)));
        }
    }
}
