package dev.habittracker.simulation.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.habittracker.events.KeyEvent;
import dev.habittracker.keyring.follow.Snapshot;
import dev.habittracker.keyring.ring.JournalEntry;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.store.StoreReading;
import dev.habittracker.rotator.reconcile.Observation;
import dev.habittracker.simulation.engine.Agenda;
import dev.habittracker.simulation.world.SecretState;

/// Writes down what happened, for whoever is to understand a violation.
public final class Trace implements Watch {

    private final Agenda agenda;
    private final List<String> lines = new ArrayList<>();
    private String lastReason = "";

    /// @param agenda tells the time
    public Trace(Agenda agenda) {
        this.agenda = agenda;
    }

    /// What happened, in order.
    public List<String> lines() {
        return List.copyOf(lines);
    }

    /// Something else happened.
    public void note(String what) {
        lines.add("%9.3f s  %s".formatted(agenda.now() / 1e9, what));
    }

    @Override
    public void applied(Subject who, @Nullable Snapshot before, Snapshot after) {
        if (before == null || before.ring() != after.ring() || before.forked() != after.forked()
                || !before.revokedHeard().equals(after.revokedHeard())) {
            note(who.name() + " goes by " + after + (after.forked() ? ", a fork" : "")
                    + (after.revokedHeard().isEmpty() ? "" : ", heard revoked " + after.revokedHeard()));
        }
    }

    @Override
    public void heard(Subject who, KeyEvent event) {
        note(who.name() + " hears " + event.type().wireName() + " " + event.header().epoch() + "."
                + event.header().version() + " of " + event.header().writeId());
    }

    @Override
    public void read(Subject who, long started, StoreReading reading) {
        note(who.name() + " has read " + switch (reading) {
            case StoreReading.Whole whole -> whole.ring().position() + " of " + whole.ring().writeId();
            case StoreReading.Bare bare -> "a bare secret at " + bare.secret().version();
            case StoreReading.Missing _ -> "nothing";
            case StoreReading.Deleted deleted -> "that " + deleted.version() + " was deleted";
            case StoreReading.Malformed malformed -> malformed.problem();
        });
    }

    @Override
    public void signed(Subject who, Token token) {
        note(who.name() + " signed " + token);
    }

    @Override
    public void judged(Subject who, Token token, Verdict verdict, String why) {
        if (verdict != Verdict.ACCEPTED) {
            note(who.name() + " at " + who.wall() + " " + verdict + " " + token + ": " + why);
        }
    }

    @Override
    public void sent(Subject who, Ring ring, long expected, long gathered, long checked) {
        note(who.name() + " sends version " + ring.version() + ", " + ring.journal().getLast().event());
    }

    @Override
    public void written(SecretState before, SecretState.Version made, String by) {
        Ring ring = made.ring();
        note("Vault at " + made.created() + " makes version " + made.number() + " by " + by + ": "
                + (ring == null ? "a bare secret" : told(ring)));
    }

    private static String told(Ring ring) {
        JournalEntry entry = ring.journal().getLast();
        return entry.event() + " decided " + entry.decided() + ", active " + ring.active() + ", next "
                + ring.nextKey().kid() + ", retiring " + ring.retiringKeys().stream()
                        .map(key -> key.kid() + " until " + key.exp()).toList()
                + (ring.carried().isEmpty() ? "" : ", carried " + ring.carried());
    }

    @Override
    public void appended(Subject who, KeyEvent event) {
        note(who.name() + " publishes " + event.type().wireName() + " " + event.header().version());
    }

    @Override
    public void restored(SecretState before, SecretState after) {
        note("Vault is restored from version " + before.current() + " to " + after.current());
    }

    @Override
    public void recreated() {
        note("the topics are made anew");
    }

    @Override
    public void observed(Subject who, Observation seen) {
        String reason = who.name() + ": " + (seen.decision() == null ? seen.problem() : seen.decision().reason()) + " "
                + Set.copyOf(seen.alarms().stream().map(alarm -> alarm.kind().label()).toList());
        if (!reason.equals(lastReason)) {
            lastReason = reason;
            note(reason);
        }
    }
}
