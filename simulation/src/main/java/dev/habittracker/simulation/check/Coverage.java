package dev.habittracker.simulation.check;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.habittracker.events.EventType;
import dev.habittracker.events.KeyEvent;
import dev.habittracker.events.MemberRole;
import dev.habittracker.keyring.follow.Snapshot;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.store.StoreReading;
import dev.habittracker.rotator.decide.Alarm;
import dev.habittracker.rotator.known.Gathered;
import dev.habittracker.rotator.reconcile.Observation;
import dev.habittracker.simulation.engine.Agenda;
import dev.habittracker.simulation.world.SecretState;

/// Takes down what a history has been through; and a fingerprint of all that happened in it, by which two runs of the same
/// plan are seen to be the same.
public final class Coverage implements Watch {

    private static final long PRIME = 0x100000001B3L;

    private final Agenda agenda;
    private final Set<Situation> situations = EnumSet.noneOf(Situation.class);
    private final Set<Alarm.Kind> alarms = EnumSet.noneOf(Alarm.Kind.class);
    private final Map<String, Long> unpublished = new HashMap<>();
    private long fingerprint = 0xCBF29CE484222325L;
    private int restores;

    /// @param agenda tells the time
    public Coverage(Agenda agenda) {
        this.agenda = agenda;
    }

    /// What it has been through.
    public Set<Situation> situations() {
        return situations;
    }

    /// The alarms that rotators raised.
    public Set<Alarm.Kind> alarms() {
        return alarms;
    }

    /// Differs wherever anything happened at another time, to another process or in another order.
    public long fingerprint() {
        return fingerprint;
    }

    private void happened(String what) {
        fingerprint = (fingerprint ^ agenda.now()) * PRIME;
        fingerprint = (fingerprint ^ what.hashCode()) * PRIME;
    }

    @Override
    public void written(SecretState before, SecretState.Version made, String by) {
        happened(by);
        Ring ring = made.ring();
        if (ring == null) {
            return;
        }
        unpublished.put(by, made.number());
        EventType.ofWireName(ring.journal().getLast().event()).ifPresent(type -> count(type, before));
        if (ring != made.landed()) {
            situations.add(Situation.LANDED_LATE);
        }
        if (!ring.activeKey().material().algorithm().symmetric()) {
            situations.add(Situation.PUBLIC_KEYS);
        }
    }

    private void count(EventType type, SecretState before) {
        switch (type) {
            case KEY_ROTATED -> situations.add(Situation.ROTATED);
            case KEY_ROLLED_BACK -> situations.add(Situation.ROLLED_BACK);
            case KEY_REVOKED -> situations.add(Situation.REVOKED);
            case RING_REVOKED -> situations.add(Situation.ALL_REVOKED);
            case KEY_RETIRED -> situations.add(Situation.RETIRED);
            case NEXT_REPLACED -> situations.add(Situation.NEXT_REPLACED);
            case POLICY_CHANGED -> situations.add(Situation.POLICY_CHANGED);
            case EPOCH_RAISED -> situations.add(Situation.ACCEPTED);
            case KEY_ADOPTED -> {
                situations.add(Situation.ADOPTED);
                if (before.base() != null) {
                    situations.add(Situation.ADOPTED_OVER_A_RING);
                }
            }
            case RING_CREATED, ROTATION_RESUMED, FOREIGN_WRITE -> {}
        }
    }

    @Override
    public void appended(Subject who, KeyEvent event) {
        happened(who.name());
        unpublished.computeIfPresent(who.name(), (_, version) -> event.header().version() >= version ? null : version);
    }

    @Override
    public void killed(Subject who, boolean midway) {
        happened(who.name());
        if (who.role() != MemberRole.ROTATOR || !midway) {
            return;
        }
        situations.add(Situation.DIED_MIDWAY);
        if (unpublished.containsKey(who.name())) {
            situations.add(Situation.DIED_UNPUBLISHED);
        }
    }

    @Override
    public void conflicted(Subject who) {
        happened(who.name());
        situations.add(Situation.RACED);
    }

    @Override
    public void restored(SecretState before, SecretState after) {
        situations.add(++restores == 1 ? Situation.RESTORED : Situation.RESTORED_AGAIN);
    }

    @Override
    public void forged(KeyEvent event) {
        situations.add(Situation.FORGED);
    }

    @Override
    public void recreated() {
        situations.add(Situation.TOPICS_RECREATED);
    }

    @Override
    public void applied(Subject who, @Nullable Snapshot before, Snapshot after) {
        happened(who.name());
        if (after.forked()) {
            situations.add(Situation.ON_A_FORK);
        }
    }

    @Override
    public void heard(Subject who, KeyEvent event) {
        happened(who.name());
    }

    @Override
    public void signed(Subject who, Token token) {
        happened(who.name());
    }

    @Override
    public void judged(Subject who, Token token, Verdict verdict, String why) {
        happened(who.name());
        if (verdict == Verdict.UNAVAILABLE) {
            situations.add(Situation.UNAVAILABLE);
        }
        if (why.endsWith(ASKED)) {
            situations.add(Situation.ASKED_THE_STORE);
        }
        if (token.kid() == null) {
            situations.add(Situation.WITHOUT_KID);
        }
    }

    @Override
    public void observed(Subject who, Observation seen) {
        happened(who.name());
        Gathered known = seen.known();
        if (known != null && known.reading() instanceof StoreReading.Deleted) {
            situations.add(Situation.DELETED);
        }
        seen.alarms().forEach(alarm -> alarms.add(alarm.kind()));
    }
}
